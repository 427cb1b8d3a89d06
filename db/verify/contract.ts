import { z } from 'zod'

import { query } from '#db/kernel/contract.ts'

/** The state of a case as a signed statement that can leave the machine. */
export const Checkpoint = z.strictObject({
  caseId: z.string(),
  /** The last changeset: its number and hash; 0 and zeros before the first. */
  seq: z.number().int().min(0),
  hash: z.string().length(64),
  /** Changes that lead to it. */
  changes: z.number().int().min(0),
  at: z.string(),
  memberId: z.string(),
  /** Ed25519 key (SPKI) and signature, base 64; null where it was made without a key. */
  publicKey: z.string().nullable(),
  signature: z.string().nullable(),
  /** Twelve groups of four signs that stand for the hash on paper. */
  code: z.string(),
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** The checks of a whole verification, in the order in which they are made. */
export const verifyChecks = [
  'pages',
  'structure',
  'references',
  'chain',
  'signatures',
  'log',
  'replay',
  'attachments',
  'code',
] as const
export const VerifyCheck = z.enum(verifyChecks)
export type VerifyCheck = z.infer<typeof VerifyCheck>

/** One thing that is not as it should be; the sentence hangs on its code. */
export const Finding = z.strictObject({
  code: z.string(),
  about: z.array(z.string()),
  /** The changeset that it is about, as a person knows it. */
  changeset: z
    .strictObject({
      seq: z.number().int(),
      member: z.string(),
      at: z.string(),
      command: z.string(),
    })
    .nullable(),
  /** The record that it is about: its table, and how a person calls it. */
  record: z.strictObject({ table: z.string(), name: z.string() }).nullable(),
})
export type Finding = z.infer<typeof Finding>

export const CheckResult = z.strictObject({
  check: VerifyCheck,
  /** False where it could not be made, because one before it failed. */
  made: z.boolean(),
  /** What was looked at, and how much of it. */
  counted: z.record(z.string(), z.number()),
  /** The first of them; `count` tells how many there are. */
  findings: z.array(Finding),
  count: z.number().int(),
})
export type CheckResult = z.infer<typeof CheckResult>

export const VerifyReport = z.strictObject({
  at: z.string(),
  /** The last changeset that was looked at, and its short code. */
  head: z.strictObject({ seq: z.number().int(), code: z.string() }).nullable(),
  checks: z.array(CheckResult),
  /** Who could sign, from when to when, and who vouched for the key. */
  keys: z.array(
    z.strictObject({
      member: z.string(),
      by: z.string(),
      self: z.boolean(),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  /** The changeset that the typed code stands for. */
  coded: z.strictObject({ seq: z.number().int(), at: z.string(), member: z.string() }).nullable(),
})
export type VerifyReport = z.infer<typeof VerifyReport>

export const verifyContract = {
  /** The last changeset and its short code, for the foot of a printed page. */
  head: query(
    'verify.head',
    z.strictObject({}),
    z.strictObject({ seq: z.number().int(), at: z.string().nullable(), code: z.string() }),
  ),
}
