import { z } from 'zod'

import { MemberRole, RootKind } from '#db/casefile/contract.ts'
import { StagedLedger } from '#db/intake/contract.ts'
import { command, query } from '#db/kernel/contract.ts'
import { VerifyReport } from '#db/verify/contract.ts'

import { backupEntries } from './backup-contract.ts'
import { Handle, KeyFile, Person, Recipient, Sealed } from './common-contract.ts'
import { keysEntries } from './keys-contract.ts'

export const Locale = z.enum(['zh-CN', 'en'])
export type Locale = z.infer<typeof Locale>

/** When a case is locked by itself. */
export const LockSettings = z.strictObject({
  /** Minutes without input. The window offers whole ones; a file may hold less. */
  idleMinutes: z.number().positive().max(30),
  onMinimise: z.boolean(),
  /** Whether the window keeps itself out of pictures and recordings of the screen. */
  hideFromScreen: z.boolean(),
})
export type LockSettings = z.infer<typeof LockSettings>

/** A case file that can be opened: what its keys file tells without a passphrase. */
export const KnownCase = z.strictObject({
  handle: Handle,
  title: z.string(),
  practice: z.boolean(),
  place: z.string(),
  lastOpenedAt: z.string().nullable(),
  missing: z.boolean(),
  /** `keyFile`: whether his key opens with a key file only. */
  members: z.array(z.strictObject({ ...Person.shape, keyFile: z.boolean() })),
  /** Whether a recovery sheet opens it. */
  sheet: z.boolean(),
  /** Whether it was printed as three sheets, of which two are needed. */
  split: z.boolean(),
  /** Whether its next opening makes the database anew from the log, as was asked for. */
  rebuild: z.boolean(),
})
export type KnownCase = z.infer<typeof KnownCase>

const Saved = z.strictObject({ fileName: z.string().nullable() })
const Cell = z.union([z.string(), z.number(), z.null()])

export const Workbook = z.strictObject({
  suggestedName: z.string().min(1).max(120),
  sheets: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(31),
        /** Lines above the table: title, period, warnings. */
        heading: z.array(z.string()).default([]),
        columns: z.array(z.strictObject({ title: z.string(), width: z.number().default(14) })),
        rows: z.array(z.array(Cell)),
      }),
    )
    .min(1),
})
export type Workbook = z.infer<typeof Workbook>

/** Which process needs secrets: of a case that opens, of the open case, or for one piece of work. */
const SecretsProcess = z.enum(['opening', 'case', 'verifier', 'reader'])
type SecretsProcess = z.infer<typeof SecretsProcess>

export const shellContract = {
  /** What the start page needs: version, known cases, the case that is open now. */
  start: query(
    'shell.start',
    z.strictObject({}),
    z.strictObject({
      version: z.string(),
      /** What changesets made on this machine carry. */
      deviceId: z.string(),
      deviceName: z.string(),
      locale: Locale,
      display: z.enum(['window', 'none']),
      cases: z.array(KnownCase),
      open: z.strictObject({ title: z.string(), practice: z.boolean() }).nullable(),
    }),
  ),
  pickParent: command(
    'shell.pickParent',
    z.strictObject({}),
    z.strictObject({ handle: Handle, place: z.string() }).nullable(),
  ),
  /** Makes a case file, encrypted from its first byte, and opens it. */
  createCase: command(
    'shell.createCase',
    z.strictObject({
      title: z.string().trim().min(1).max(100),
      rootKind: RootKind,
      groupName: z.string().trim().min(1).max(100),
      memberName: z.string().trim().min(1).max(50),
      memberRole: MemberRole,
      passphrase: Sealed,
      parent: Handle.nullable(),
    }),
    z.strictObject({ title: z.string() }),
  ),
  pickCase: command('shell.pickCase', z.strictObject({}), KnownCase.nullable()),
  unlockCase: command(
    'shell.unlockCase',
    z.strictObject({
      handle: Handle,
      memberId: z.string(),
      passphrase: Sealed,
      keyFile: KeyFile,
      /** Makes the database anew from the log first; what was there is kept. */
      rebuild: z.boolean().default(false),
    }),
    z.strictObject({ title: z.string() }),
  ),
  /** Opens a case for a member with its recovery sheet; the passphrase becomes his new one. */
  unlockWithSheet: command(
    'shell.unlockWithSheet',
    z.strictObject({
      handle: Handle,
      memberId: z.string(),
      sheet: Sealed,
      /** Another one of a split sheet. */
      secondSheet: Sealed.nullable(),
      passphrase: Sealed,
      rebuild: z.boolean().default(false),
    }),
    z.strictObject({ title: z.string() }),
  ),
  /**
   * A public key of the process that needs the secrets of the next step, made for that step alone.
   */
  sealingKey: command(
    'shell.sealingKey',
    z.strictObject({ process: SecretsProcess }),
    z.strictObject({ recipient: Recipient }),
  ),
  ...keysEntries,
  /**
   * Verifies the open case from end to end, in a process of its own; tells progress as
   * `verify.<check>`. The code is a short code from paper, or empty.
   */
  verifyCase: command(
    'shell.verifyCase',
    z.strictObject({
      passphrase: Sealed,
      keyFile: KeyFile,
      code: z.string().max(200),
    }),
    VerifyReport,
  ),
  stopVerifying: command('shell.stopVerifying', z.strictObject({}), z.strictObject({})),
  /** Locks the open case; its next opening makes the database anew from the log. */
  rebuildCase: command('shell.rebuildCase', z.strictObject({}), z.strictObject({})),
  ...backupEntries,
  forgetCase: command('shell.forgetCase', z.strictObject({ handle: Handle }), z.strictObject({})),
  /** Makes the practice case at first use and opens it. Its passphrase is no secret. */
  openPractice: command(
    'shell.openPractice',
    z.strictObject({}),
    z.strictObject({ title: z.string() }),
  ),
  /** Ends the case process and with it the keys; the page is loaded anew. */
  lock: command('shell.lock', z.strictObject({}), z.strictObject({})),
  /** Answers `lock-soon`: what was being written is kept, and the page shows nothing. */
  lockReady: command('shell.lockReady', z.strictObject({}), z.strictObject({})),
  /** The person did something in the window: a case is not locked meanwhile. */
  stir: command('shell.stir', z.strictObject({}), z.strictObject({})),
  lockSettings: query(
    'shell.lockSettings',
    z.strictObject({}),
    z.strictObject({
      settings: LockSettings,
      /** Whether this system lets a window keep itself out. */
      canHide: z.boolean(),
    }),
  ),
  setLock: command(
    'shell.setLock',
    z.strictObject({ ...LockSettings.shape, idleMinutes: z.int().min(1).max(30) }),
    z.strictObject({}),
  ),
  /** Hides the window from pictures of the screen while it shows who spoke, whatever is set. */
  shield: command('shell.shield', z.strictObject({ on: z.boolean() }), z.strictObject({})),
  /** Asks for a ledger and reads it in a process of its own. Null when nothing was chosen. */
  pickLedger: command('shell.pickLedger', z.strictObject({}), StagedLedger.nullable()),
  /** The same for a file that was dropped on the page. */
  readLedger: command(
    'shell.readLedger',
    z.strictObject({ fileName: z.string().max(255), bytes: z.instanceof(Uint8Array) }),
    StagedLedger,
  ),
  /**
   * Reads the words of a document that is attached, in a process of its own; of a workbook only that
   * it is one. Refused with `attachment.…` where it is none, or holds what no document should.
   */
  readDocument: command(
    'shell.readDocument',
    z.strictObject({ fileName: z.string().min(1).max(255), bytes: z.instanceof(Uint8Array) }),
    z.strictObject({ paragraphs: z.array(z.string()), isWhole: z.boolean() }),
  ),
  /** Saves an attachment in the clear, where the person says; the case notes it first. */
  exportAttachment: command(
    'shell.exportAttachment',
    z.strictObject({ id: z.string().min(1).max(64), name: z.string().min(1).max(255) }),
    Saved,
  ),
  /** Asks the long command that is running to stop; it then rolls back. */
  cancel: command('shell.cancel', z.strictObject({}), z.strictObject({})),
  saveWorkbook: command('shell.saveWorkbook', Workbook, Saved),
  savePicture: command(
    'shell.savePicture',
    z.strictObject({
      suggestedName: z.string().min(1).max(120),
      format: z.enum(['png', 'svg']),
      bytes: z.instanceof(Uint8Array),
    }),
    Saved,
  ),
  /** The page as it prints, as a PDF. */
  savePdf: command(
    'shell.savePdf',
    z.strictObject({ suggestedName: z.string().min(1).max(120), landscape: z.boolean() }),
    Saved,
  ),
  print: command('shell.print', z.strictObject({}), z.strictObject({})),
  copyText: command(
    'shell.copyText',
    z.strictObject({ text: z.string().max(1_000_000) }),
    z.strictObject({}),
  ),
  copyPicture: command(
    'shell.copyPicture',
    z.strictObject({ png: z.instanceof(Uint8Array) }),
    z.strictObject({}),
  ),
  setLocale: command('shell.setLocale', z.strictObject({ locale: Locale }), z.strictObject({})),
}

const PROCESSES: Readonly<Record<string, SecretsProcess>> = {
  [shellContract.createCase.name]: 'opening',
  [shellContract.unlockCase.name]: 'opening',
  [shellContract.unlockWithSheet.name]: 'opening',
  [shellContract.verifyCase.name]: 'verifier',
  [shellContract.restoreBackup.name]: 'reader',
  [shellContract.drillBackup.name]: 'reader',
}

/** Which process needs the secrets of a step; all others are steps of the open case. */
export function processFor(step: string): SecretsProcess {
  return PROCESSES[step] ?? 'case'
}

/** What main tells the window without being asked. It carries no record. */
export const ShellEvent = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('changed'), tables: z.array(z.string()) }),
  z.strictObject({
    event: z.literal('progress'),
    call: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  /**
   * The case is about to be closed: what is being written is kept now. `keepPlace` where the person
   * comes back to the same place; quitting ends the sitting.
   */
  z.strictObject({ event: z.literal('lock-soon'), keepPlace: z.boolean() }),
  /** Seconds until the case is locked because nobody works with it; null when that is called off. */
  z.strictObject({ event: z.literal('lock-in'), seconds: z.number().nullable() }),
  /** Whether the clipboard holds what the app copied; it is cleared after a while. */
  z.strictObject({ event: z.literal('copied'), held: z.boolean() }),
  /** A backup was made or copied, or failed to be. */
  z.strictObject({ event: z.literal('backed-up') }),
  z.strictObject({ event: z.literal('menu'), item: z.string() }),
])
export type ShellEvent = z.infer<typeof ShellEvent>
