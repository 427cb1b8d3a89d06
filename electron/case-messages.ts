import type { BackedUp } from '#db/backup/make.ts'
import type { MemberRole } from '#db/casefile/contract.ts'
import type { LedgerFrame, PackedRows } from '#db/engine/packed-ledger.ts'
import type { Reply } from '#db/kernel/failure.ts'
import type { CaseToMake } from '#db/open-case.ts'

import type { KeyFileAt } from './sealed-secrets.ts'
import type { Sealed } from './shell/common-contract.ts'

/**
 * How the case process is started. It goes through a ledger of 100,000 rows twice; what is done
 * with is given back soon, so that the import fits into a few hundred megabytes.
 */
export const CASE_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=20'] as const

/** What identifies this machine in the changes that are made on it. */
export type Device = { readonly deviceId: string }

/** What opens the keys for one step: the passphrase of the member at work, and his key file. */
type Own = { readonly passphrase: Sealed; readonly keyFile: KeyFileAt | null }

/** One step on the keys of the open case. */
export type KeysStep =
  | { readonly step: 'describe' }
  | {
      readonly step: 'offerSheet'
      readonly passphrase: Sealed | null
      readonly keyFile: KeyFileAt | null
      readonly split: boolean
    }
  | { readonly step: 'keepSheet'; readonly groups: Sealed }
  | (Own & {
      readonly step: 'addMember'
      readonly name: string
      readonly role: MemberRole
      readonly newPassphrase: Sealed
    })
  | (Own & { readonly step: 'changePassphrase'; readonly newPassphrase: Sealed })
  | (Own & { readonly step: 'changeKeyFile'; readonly nextKeyFile: KeyFileAt | null })
  | (Own & { readonly step: 'removeMember'; readonly memberId: string })
  | (Own & {
      readonly step: 'renewMember'
      readonly memberId: string
      readonly newPassphrase: Sealed
    })

/** Wrong tries of a member that were counted while the case was closed, to be written into it. */
export type WrongTries = {
  readonly id: string
  readonly memberId: string
  readonly times: number
  /** When the last one was, UTC. */
  readonly at: string
}

/** What a case is made of, its passphrase sealed. */
export type SealedCaseToMake = Omit<CaseToMake, 'cost' | 'passphrase'> & {
  readonly passphrase: Sealed
}

/** What the case process answers with one reply under the same `seq`. */
export type CaseRequest =
  | { readonly kind: 'create'; readonly given: SealedCaseToMake; readonly device: Device }
  | {
      readonly kind: 'open'
      /** Makes the database anew from the log first. */
      readonly rebuild?: boolean
      readonly folder: string
      readonly memberId: string
      readonly passphrase: Sealed
      readonly keyFile?: KeyFileAt | null
      readonly wrongTries?: readonly WrongTries[]
      readonly device: Device
    }
  | {
      readonly kind: 'openWithSheet'
      readonly rebuild?: boolean
      readonly folder: string
      readonly memberId: string
      readonly sheet: Sealed
      readonly secondSheet?: Sealed | null
      readonly wrongTries?: readonly WrongTries[]
      /** The new passphrase of the member's slot. */
      readonly passphrase: Sealed
      readonly device: Device
    }
  /** A public key for the secrets of one request. */
  | { readonly kind: 'recipient' }
  /** Words of a new passphrase, or a step on the keys; `answerTo` has the answer sealed. */
  | { readonly kind: 'words'; readonly answerTo: string }
  | ({ readonly kind: 'keys'; readonly answerTo?: string } & KeysStep)
  | { readonly kind: 'call'; readonly name: string; readonly input: unknown }
  /** Rows of the ledger that is staged next, part by part. `first` drops what came before. */
  | { readonly kind: 'rows'; readonly part: PackedRows; readonly first: boolean }
  | { readonly kind: 'stage'; readonly fileName: string; readonly frame: LedgerFrame }
  /** Holds the file of the database still for a check from outside, or lets it go. */
  | { readonly kind: 'hold'; readonly still: boolean }
  /** Makes a backup; `since` as in `BackupToMake`. */
  | {
      readonly kind: 'backup'
      readonly folder: string
      readonly app: string
      readonly at: string
      readonly since: BackedUp | null
    }
  /** What was recovered at this opening and at those before it. */
  | { readonly kind: 'recoveries' }
  | { readonly kind: 'close' }

/** From main to the case process. Only `cancel` has no reply. */
export type ToCase = (CaseRequest & { readonly seq: number }) | { readonly kind: 'cancel' }

/** From the case process to main. Notices carry names, numbers and codes; only a reply has data. */
export type FromCase =
  | { readonly kind: 'reply'; readonly seq: number; readonly reply: Reply }
  | { readonly kind: 'changed'; readonly tables: readonly string[] }
  | {
      readonly kind: 'progress'
      readonly call: string
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'fault'; readonly code: string }
