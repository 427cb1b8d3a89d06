import { allow, refuse, type Verdict } from '#db/kernel/verdict.ts'

/** The last change of a member, as far as taking it back hangs on it. */
export type LastChange = {
  readonly command: string
  readonly changes: number
  /** Whether a later change wrote one of the same rows. */
  readonly changedSince: boolean
}

/** More rows than these are taken back with a backup, not with a key. */
const MOST = 500

/** Why what a command did is not taken back, by command or by capability. */
const STANDING: Readonly<Record<string, string>> = {
  'journal.undo': 'journal.undone-already',
  'visit.close': 'journal.undo-by-reopening',
  'visit.reopen': 'journal.undo-keeps-steps',
  casefile: 'journal.undo-keeps-keys',
  keys: 'journal.undo-keeps-keys',
  access: 'journal.undo-keeps-keys',
  informant: 'journal.undo-keeps-seals',
  attachment: 'attachment.is-kept',
  intake: 'journal.undo-keeps-imports',
  practice: 'journal.undo-keeps-imports',
}

/**
 * Whether a member may take his last change back: not what others rely on (keys, seals, steps), nor
 * what was changed since. What a rule of the database keeps is refused by its trigger, in the words
 * of that rule.
 */
export function mayUndo({ command, changes, changedSince }: LastChange): Verdict<true> {
  const [capability = ''] = command.split('.')
  const standing = STANDING[command] ?? STANDING[capability]
  if (standing !== undefined) return refuse({ code: standing })
  if (changes > MOST) return refuse({ code: 'journal.undo-too-large', about: [String(changes)] })
  return changedSince ? refuse({ code: 'journal.undo-changed-since' }) : allow(true)
}
