import { z } from 'zod'

import { DrillReport, Recovery } from '#db/backup/contract.ts'
import { MemberRole } from '#db/casefile/contract.ts'
import { command, query } from '#db/kernel/contract.ts'

import { Handle, Sealed } from './common-contract.ts'

const Secret = Sealed.nullable()
const Count = z.number().int().min(0)
const Nothing = z.strictObject({})

/** A backup that was chosen: what it says of itself, every byte checked, its keys not opened. */
export const ChosenBackup = z.strictObject({
  handle: Handle,
  fileName: z.string(),
  title: z.string(),
  practice: z.boolean(),
  madeAt: z.string(),
  changesets: Count,
  bytes: Count,
  app: z.string(),
  members: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      role: MemberRole,
      keyFile: z.boolean(),
    }),
  ),
  sheet: z.boolean(),
  split: z.boolean(),
  /** The same case is known on this machine. */
  already: z.boolean(),
})
export type ChosenBackup = z.infer<typeof ChosenBackup>

/** What opens the keys of a backup: a passphrase with its key file, or a recovery sheet. */
const opening = {
  handle: Handle,
  memberId: z.string(),
  passphrase: Secret,
  keyFile: Handle.nullable(),
  sheet: Secret,
  secondSheet: Secret,
}

export const KeptBackup = z.strictObject({
  handle: Handle,
  fileName: z.string(),
  at: z.string(),
  bytes: Count,
  /** In the second place, not in the app's own data. */
  other: z.boolean(),
})
export type KeptBackup = z.infer<typeof KeptBackup>

export const Backups = z.strictObject({
  /** The second place; `there`: it can be reached now, `sameDisk`: it is on the disk of the case. */
  other: z
    .strictObject({ place: z.string(), there: z.boolean(), sameDisk: z.boolean() })
    .nullable(),
  /** Of the open case. */
  open: z
    .strictObject({
      practice: z.boolean(),
      kept: z.array(KeptBackup),
      lastAt: z.string().nullable(),
      otherAt: z.string().nullable(),
      /** Whole days without a copy on another medium, where it is time to say so. */
      dueDays: Count.nullable(),
      /** Why the last backup by itself failed. */
      failed: z.array(z.strictObject({ code: z.string(), about: z.array(z.string()).optional() })),
    })
    .nullable(),
  /** Cases of this machine without a copy on another medium, for so many days. */
  due: z.array(z.strictObject({ title: z.string(), days: Count })),
})
export type Backups = z.infer<typeof Backups>

/** Backups, restoring and the drill; a part of the contract of the machine. */
export const backupEntries = {
  backups: query('shell.backups', Nothing, Backups),
  /** What was recovered at openings of the open case, the last one first. */
  recoveries: query(
    'shell.recoveries',
    Nothing,
    z.strictObject({
      /** The first of them is of this opening. */
      fresh: z.boolean(),
      all: z.array(Recovery),
    }),
  ),
  makeBackup: command(
    'shell.makeBackup',
    Nothing,
    z.strictObject({
      fileName: z.string(),
      /** What became of the copy in the second place. */
      copy: z.enum(['none', 'copied', 'sameDisk', 'missing', 'failed']),
    }),
  ),
  /** Asks for the second place for backups; false where none was chosen. */
  pickBackupPlace: command(
    'shell.pickBackupPlace',
    Nothing,
    z.strictObject({ chosen: z.boolean() }),
  ),
  dropBackupPlace: command('shell.dropBackupPlace', Nothing, Nothing),
  /** Asks for a backup and reads it in a process of its own; null where none was chosen. */
  pickBackup: command('shell.pickBackup', Nothing, ChosenBackup.nullable()),
  /** The same for the newest backup here, of the open case where one is; null without one. */
  newestBackup: command('shell.newestBackup', Nothing, ChosenBackup.nullable()),
  /**
   * Makes a case folder from a backup, verified, never over another. Where the case is known here
   * already: `backup.already-here`, unless it is to go `beside` it. Tells progress as
   * `backup.<step>`.
   */
  restoreBackup: command(
    'shell.restoreBackup',
    z.strictObject({ ...opening, parent: Handle.nullable(), beside: z.boolean() }),
    z.strictObject({ handle: Handle, title: z.string() }),
  ),
  /** Restores a backup into a folder that is removed again, and verifies it wholly; progress too. */
  drillBackup: command('shell.drillBackup', z.strictObject(opening), DrillReport),
  stopBackupWork: command('shell.stopBackupWork', Nothing, Nothing),
}
