import { z } from 'zod'

import type { Contract } from '#db/kernel/contract.ts'
import { Checkpoint } from '#db/verify/contract.ts'

/**
 * Backups are the machine's affair: the open case answers nothing about them.
 *
 * @public
 */
export const backupContract: Contract = {}

const Count = z.number().int().min(0)

/** A part of a backup: its name in the file, how many bytes it has, and their SHA-256. */
const Part = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+\.[a-z]+$/),
  bytes: Count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** What a backup says of itself in `manifest.json`; the key `mac` of the case proves it. */
export const Manifest = z.strictObject({
  fmt: z.literal('xundu-backup/1'),
  /** Version of the app that made it. */
  app: z.string().max(40),
  caseId: z.string().min(1).max(64),
  title: z.string().min(1).max(100),
  practice: z.boolean(),
  /** When it was made, UTC. */
  at: z.iso.datetime(),
  /** The newest migration of the database. */
  schema: z.string().max(60),
  /** The last changeset that it holds. */
  head: z.strictObject({ seq: Count, hash: z.string().length(64) }),
  /** The same as a signed statement with its short code, to be judged against a later chain. */
  checkpoint: Checkpoint,
  parts: z.strictObject({ keys: Part, database: Part }),
})
export type Manifest = z.infer<typeof Manifest>

/** What an opening found out about the case file and did about it, as it is kept and told. */
export const Recovery = z.strictObject({
  /** When the case was opened, UTC. */
  at: z.string(),
  /** Made anew from the log alone; what was there is kept under these names. */
  rebuilt: z.boolean(),
  kept: z.array(z.string()),
  /** Changesets that came back, their changes, from when to when, and whose. */
  changesets: Count,
  changes: Count,
  from: z.string().nullable(),
  to: z.string().nullable(),
  whose: z.array(z.strictObject({ memberId: z.string(), name: z.string(), changesets: Count })),
  /** Changesets that the log had lost, copied from the database. */
  copied: Count,
  /** Places of the log that are damaged. */
  damages: Count,
  /** Numbers of changesets that could not be taken, with the reason; the first of them. */
  left: z.array(z.strictObject({ seq: Count, code: z.string() })),
  leftCount: Count,
  /** Changesets of the database whose changes are not those that were hashed. */
  altered: Count,
  /** Records that point to a record that is lost. */
  orphans: Count,
  /** Pieces of the log under other keys. */
  foreign: Count,
  /** Names of attachments whose content no log gives back; the first of them. */
  attachments: z.array(z.string()),
})
export type Recovery = z.infer<typeof Recovery>

/** The steps of a restoring or a drill, in their order; the last four are those of a drill. */
export const restoreSteps = ['read', 'unlock', 'write', 'pages'] as const
export const drillSteps = [...restoreSteps, 'structure', 'chain', 'replay'] as const
export const RestoreStep = z.enum(drillSteps)
export type RestoreStep = z.infer<typeof RestoreStep>

/** What a drill found: trusted where there are no findings. */
export const DrillReport = z.strictObject({
  title: z.string(),
  /** When the backup was made, and the drill; UTC. */
  madeAt: z.string(),
  at: z.string(),
  seq: Count,
  pages: Count,
  changesets: Count,
  changes: Count,
  records: Count,
  findings: z.array(z.strictObject({ code: z.string(), about: z.array(z.string()) })),
  count: Count,
})
export type DrillReport = z.infer<typeof DrillReport>
