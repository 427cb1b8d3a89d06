import { z } from 'zod'

import { isSigned } from '../signing.ts'
import type { KeyChange } from './chain.ts'

/** A public key as the chain tells of it. */
export type KnownKey = {
  readonly memberId: string
  readonly publicKey: string
  /** The changeset that names it, and the one that ended it. */
  readonly fromSeq: number
  toSeq: number | null
  /** Who wrote the changeset that names it: himself, or a member who vouches for it. */
  readonly by: string
}

type Signed = {
  readonly seq: number
  readonly hash: string
  readonly memberId: string
  readonly signature: string | null
}

export type Judgement = { readonly code: string; readonly memberId?: string }

export type KeyRegister = {
  readonly all: readonly KnownKey[]
  /** Takes in what a changeset says of keys, before its own signature is judged. */
  take(change: KeyChange, by: { readonly seq: number; readonly memberId: string }): void
  /** What is wrong with the signature of a changeset; undefined where nothing is. */
  judge(changeset: Signed): Judgement | undefined
  /** Whether a changeset is older than the first key. */
  before(seq: number): boolean
}

/** The keys as they come and end along the chain. */
export function keyRegister(caseId: string): KeyRegister {
  const all: KnownKey[] = []
  const rows = new Map<string, KnownKey>()

  function isBy(key: KnownKey, { hash, signature }: Signed): boolean {
    const signed = { caseId, purpose: 'changeset', statement: hash } as const
    return signature !== null && isSigned(signed, signature, key.publicKey)
  }

  return {
    all,
    take({ rowId, operation, content }, { seq, memberId }) {
      const named = operation === 'insert' ? keyIn(content) : undefined
      if (named) {
        const key = { ...named, fromSeq: seq, toSeq: null, by: memberId }
        rows.set(rowId, key)
        all.push(key)
      }
      const ending = operation === 'update' ? rows.get(rowId) : undefined
      if (ending) ending.toSeq ??= seq
    },
    judge(changeset) {
      const { seq, memberId, signature } = changeset
      if (signature === null) {
        return all.length === 0 ? undefined : { code: 'verify.signature-missing' }
      }
      const own = all.filter((key) => key.memberId === memberId)
      const signer = own.find((key) => isBy(key, changeset))
      if (signer) {
        const ended = signer.toSeq !== null && signer.toSeq < seq
        return ended ? { code: 'verify.key-ended' } : undefined
      }
      const other = all.find((key) => key.memberId !== memberId && isBy(key, changeset))
      if (other) return { code: 'verify.signed-by-other', memberId: other.memberId }
      return { code: own.length === 0 ? 'verify.signer-unknown' : 'verify.signature-wrong' }
    },
    before: (seq) => all.every(({ fromSeq }) => fromSeq > seq),
  }
}

const Named = z.object({ memberId: z.string(), publicKey: z.string() })

/** The key that an insertion names; undefined where its text was altered beyond reading. */
function keyIn(content: string): z.infer<typeof Named> | undefined {
  try {
    return Named.parse(JSON.parse(content))
  } catch {
    return undefined
  }
}
