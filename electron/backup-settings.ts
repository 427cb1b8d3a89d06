import { z } from 'zod'

/** What this machine knows of the backups of one case. No key and no record is in it. */
export const BackupRecord = z.strictObject({
  caseId: z.string(),
  title: z.string(),
  /** The last changeset in the newest backup made here, the generation of its keys, and when. */
  seq: z.number().int().min(0),
  gen: z.number().int().min(0),
  at: z.string().nullable(),
  /** When the last one was put on another medium. */
  otherAt: z.string().nullable(),
  /** Since when this machine looks after the case. */
  since: z.string(),
})
export type BackupRecord = z.infer<typeof BackupRecord>

/** The second place for backups, and what is known of each case. */
export const BackupSettings = z.strictObject({
  other: z.string().nullable(),
  cases: z.array(BackupRecord),
})
export type BackupSettings = z.infer<typeof BackupSettings>

export const NO_BACKUPS: BackupSettings = { other: null, cases: [] }

/** A case that was restored here writes under a name of its own, so that its log forks openly. */
export const RestoredCase = z.strictObject({ folder: z.string(), deviceId: z.string() })
export type RestoredCase = z.infer<typeof RestoredCase>
