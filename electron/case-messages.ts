import type { MemberRole } from '#db/casefile/contract.ts'
import type { LedgerFrame, PackedRows } from '#db/engine/packed-ledger.ts'
import type { Reply } from '#db/kernel/failure.ts'
import type { CaseToMake } from '#db/open-case.ts'

/**
 * How the case process is started. It goes through a ledger of 100,000 rows twice; what is done
 * with is given back soon, so that the import fits into a few hundred megabytes.
 */
export const CASE_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=20'] as const

/** What identifies this machine in the changes that are made on it. */
export type Device = { readonly deviceId: string }

/** One step on the keys of the open case; `passphrase` is the one of the member at work. */
export type KeysStep =
  | { readonly step: 'describe' }
  | { readonly step: 'offerSheet'; readonly passphrase: Uint8Array | null }
  | { readonly step: 'keepSheet'; readonly groups: readonly string[] }
  | {
      readonly step: 'addMember'
      readonly name: string
      readonly role: MemberRole
      readonly passphrase: Uint8Array
      readonly newPassphrase: Uint8Array
    }
  | {
      readonly step: 'changePassphrase'
      readonly passphrase: Uint8Array
      readonly newPassphrase: Uint8Array
    }
  | {
      readonly step: 'removeMember'
      readonly memberId: string
      readonly passphrase: Uint8Array
    }

/** What the case process answers with one reply under the same `seq`. */
export type CaseRequest =
  | { readonly kind: 'create'; readonly given: Omit<CaseToMake, 'cost'>; readonly device: Device }
  | {
      readonly kind: 'open'
      readonly folder: string
      readonly memberId: string
      readonly passphrase: Uint8Array
      readonly device: Device
    }
  | {
      readonly kind: 'openWithSheet'
      readonly folder: string
      readonly memberId: string
      readonly sheet: Uint8Array
      /** The new passphrase of the member's slot. */
      readonly passphrase: Uint8Array
      readonly device: Device
    }
  | ({ readonly kind: 'keys' } & KeysStep)
  | { readonly kind: 'call'; readonly name: string; readonly input: unknown }
  /** Rows of the ledger that is staged next, part by part. `first` drops what came before. */
  | { readonly kind: 'rows'; readonly part: PackedRows; readonly first: boolean }
  | { readonly kind: 'stage'; readonly fileName: string; readonly frame: LedgerFrame }
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
