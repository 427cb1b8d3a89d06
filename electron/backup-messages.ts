import type { DrillReport, Manifest, RestoreStep } from '#db/backup/contract.ts'
import type { KeyMember } from '#db/engine/keys/keys-file.ts'
import type { Reply } from '#db/kernel/failure.ts'

import type { KeyFileAt } from './sealed-secrets.ts'
import type { Sealed } from './shell/common-contract.ts'

/** What opens the keys in a backup: a passphrase with its key file, or a sheet. */
export type BackupSecrets = {
  readonly passphrase: Sealed | null
  readonly keyFile: KeyFileAt | null
  readonly sheet: Sealed | null
  readonly secondSheet: Sealed | null
}

type ToOpen = BackupSecrets & { readonly path: string; readonly memberId: string }

/** One piece of work on a backup that was chosen. */
export type BackupWork =
  | { readonly work: 'look'; readonly path: string }
  | (ToOpen & { readonly work: 'restore'; readonly parent: string })
  | (ToOpen & {
      readonly work: 'drill'
      readonly folder: string
      readonly title: string
      readonly at: string
    })

/** To the process that reads backups: asks for a public key to seal to, then gives it its work. */
export type ToBackup = { readonly work: 'recipient' } | BackupWork

/** What a backup is, as it says without its keys being opened. */
export type LookedAt = {
  readonly manifest: Manifest
  readonly bytes: number
  readonly members: readonly (Pick<KeyMember, 'id' | 'name' | 'role'> & {
    readonly keyFile: boolean
  })[]
  readonly sheet: boolean
  readonly split: boolean
}

/** What each piece of work answers. */
export type BackupDone =
  | { readonly kind: 'looked'; readonly found: LookedAt }
  | { readonly kind: 'restored'; readonly folder: string }
  | { readonly kind: 'tried'; readonly report: DrillReport }

/** From the process that reads backups to main. */
export type FromBackup =
  | { readonly kind: 'recipient'; readonly recipient: string }
  | {
      readonly kind: 'progress'
      readonly step: RestoreStep
      readonly done: number
      readonly total: number
    }
  | BackupDone
  | ({ readonly kind: 'failed'; readonly fault?: string } & Pick<
      Extract<Reply, { ok: false }>,
      'code' | 'reasons'
    >)
