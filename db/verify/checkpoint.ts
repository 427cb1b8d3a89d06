import type Database from 'better-sqlite3-multiple-ciphers'

import type { Failure } from '#db/kernel/failure.ts'
import { FIRST } from '#db/engine/changeset.ts'
import { type Hand, isSigned } from '#db/engine/signing.ts'

import type { Checkpoint } from './contract.ts'
import { readShortCode, shortCodeOf } from './rules.ts'

/**
 * The state of a case as a statement that can leave this machine: the last changeset with its hash,
 * how many changes lead to it, when, signed by the member at work (null without a key), and its
 * short code. Whoever keeps it can tell later whether the chain still leads there.
 */
export function checkpointOf(
  { handle, hand }: { readonly handle: Database.Database; readonly hand: Hand },
  at: string,
): Checkpoint {
  const { seq, hash, changes } = headOf(handle)
  const { caseId, memberId, publicKey = null } = hand
  const stated = { caseId, seq, hash, changes, at, memberId, publicKey }
  const signature = hand.sign('checkpoint', statementOf(stated))
  return { ...stated, signature, code: shortCodeOf(hash) }
}

/** Why a checkpoint does not belong to an open case; none where it does. */
export function judgeCheckpoint(
  handle: Database.Database,
  checkpoint: Checkpoint,
): Failure['reasons'] {
  const { caseId, seq, hash, memberId, publicKey, signature } = checkpoint
  const statement = statementOf(checkpoint)
  const signed =
    publicKey !== null &&
    signature !== null &&
    isSigned({ caseId, purpose: 'checkpoint', statement }, signature, publicKey)
  if (!signed) return [{ code: 'verify.checkpoint-not-signed' }]
  const known = handle
    .prepare('select 1 from signingKey where publicKey = ? and memberId = ?')
    .get(publicKey, memberId)
  if (known === undefined) return [{ code: 'verify.checkpoint-signer' }]
  const found = handle.prepare('select hash from changeset where seq = ?').pluck().get(seq)
  return (found ?? FIRST) === hash ? [] : [{ code: 'verify.code-not-here' }]
}

export type Coded = {
  readonly seq: number
  readonly at: string
  readonly memberId: string
}

/**
 * The changeset of this case that a short code read from paper stands for; undefined where it has
 * none of that code. Fails as `readShortCode` does.
 */
export function findByCode(handle: Database.Database, typed: string): Coded | undefined {
  const digits = readShortCode(typed)
  return handle
    .prepare<[string, string], Coded>(
      'select seq, at, memberId from changeset where hash >= ? and hash < ?',
    )
    .get(digits, `${digits}g`)
}

/** What a checkpoint's signature covers, beside the case. */
function statementOf({ seq, hash, changes, at, memberId }: Omit<Checkpoint, 'code' | 'signature'>) {
  return JSON.stringify([seq, hash, changes, at, memberId])
}

type Head = Pick<Checkpoint, 'seq' | 'hash' | 'changes'>

function headOf(handle: Database.Database): Head {
  const last = handle
    .prepare<[], Head>(
      `select seq, hash, first + changes - 1 as changes from changeset order by seq desc limit 1`,
    )
    .get()
  return last ?? { seq: 0, hash: FIRST, changes: 0 }
}
