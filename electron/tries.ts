import { readFileSync } from 'node:fs'

import { z } from 'zod'

import { writeDurably } from '#db/engine/durable-file.ts'

import type { AtWork } from './current-case.ts'

/** Wrong tries that cost no wait. */
const FREE = 5
const LONGEST_WAIT = 60_000
const KEPT = 200

const Kept = z.strictObject({
  format: z.literal(1),
  tries: z.array(
    z.strictObject({
      caseId: z.string(),
      memberId: z.string(),
      wrong: z.number().int().min(1),
      /** When the last one ended, in milliseconds since 1970. */
      at: z.number(),
    }),
  ),
})
type Kept = z.infer<typeof Kept>
type Entry = Kept['tries'][number]

/** How often a member's passphrase was wrong in a row, and how many seconds are still to wait. */
export type Tried = { readonly wrong: number; readonly seconds: number }

export type Tries = {
  of(member: AtWork): Tried
  /** Counts a try as wrong before it is made, so that ending the app midway gains none. */
  begin(member: AtWork): Try
}

/** How a try ended: `neither` told nothing of the passphrase. */
export type Try = { wrong(): Tried; right(): void; neither(): void }

/**
 * Opens the count of wrong passphrases on this machine, per member of a case. It stands in the
 * data of the machine and not beside the keys: a wrong passphrase then changes nothing of a case,
 * it counts on media that cannot be written, and bringing back an older case folder resets nothing.
 * It slows down who sits at this machine; against copied files only the key derivation helps.
 */
export function openTries(path: string, now: () => number): Tries {
  let { tries } = load(path)

  function entryOf({ caseId, memberId }: AtWork): Entry | undefined {
    return tries.find((each) => each.caseId === caseId && each.memberId === memberId)
  }

  function put(member: AtWork, entry: Entry | undefined): void {
    const others = tries.filter((each) => each !== entryOf(member))
    tries = (entry ? [entry, ...others] : others).slice(0, KEPT)
    try {
      writeDurably(path, `${JSON.stringify({ format: 1, tries } satisfies Kept)}\n`)
    } catch {
      // On a full disk the count lasts as long as the app runs.
    }
  }

  function of(member: AtWork): Tried {
    const entry = entryOf(member)
    if (!entry) return { wrong: 0, seconds: 0 }
    const wait = waitAfter(entry.wrong)
    // A clock that was set back makes nobody wait longer than the whole wait.
    const left = Math.min(wait, entry.at + wait - now())
    return { wrong: entry.wrong, seconds: Math.max(0, Math.ceil(left / 1000)) }
  }

  return {
    of,
    begin({ caseId, memberId }) {
      const member = { caseId, memberId }
      const before = entryOf(member)
      const wrong = (before?.wrong ?? 0) + 1
      put(member, { ...member, wrong, at: now() })
      return {
        wrong() {
          put(member, { ...member, wrong, at: now() })
          return of(member)
        },
        right: () => put(member, undefined),
        neither: () => put(member, before),
      }
    },
  }
}

/** No wait for five wrong tries, then 1, 2, 4 … up to 60 seconds; in milliseconds. */
function waitAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(LONGEST_WAIT, 1000 * 2 ** (wrong - FREE))
}

function load(path: string): Kept {
  try {
    return Kept.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { format: 1, tries: [] }
  }
}
