import type { LedgerFile } from '#db/engine/staging.ts'
import type { Reply } from '#db/kernel/failure.ts'
import type { CaseToMake } from '#db/open-case.ts'

/** What identifies this machine in the changes that are made on it. */
export type Device = { readonly deviceId: string }

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
  | { readonly kind: 'call'; readonly name: string; readonly input: unknown }
  | { readonly kind: 'stage'; readonly fileName: string; readonly file: LedgerFile }
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
