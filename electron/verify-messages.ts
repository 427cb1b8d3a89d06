import type { VerifyCheck, VerifyReport } from '#db/verify/contract.ts'
import type { Reply } from '#db/kernel/failure.ts'

import type { KeyFileAt } from './sealed-secrets.ts'
import type { Sealed } from './shell/common-contract.ts'

/** What is to be verified; the passphrase is that of the member at work. */
export type CaseToVerify = {
  readonly folder: string
  readonly memberId: string
  readonly passphrase: Sealed
  /** What his slot asks for beside it; null where it asks for nothing. */
  readonly keyFile: KeyFileAt | null
  /** A short code read from paper; empty where there is none. */
  readonly code: string
}

/** From main to the process that verifies. `still`: the case holds its file still. */
export type ToVerifier =
  /** Asks for a public key to seal the passphrase to. */
  | { readonly kind: 'recipient' }
  | ({ readonly kind: 'begin' } & CaseToVerify)
  | { readonly kind: 'still' }

/** From that process to main. Only the report holds what a case holds. */
export type FromVerifier =
  | { readonly kind: 'recipient'; readonly recipient: string }
  | { readonly kind: 'unlocked' }
  | { readonly kind: 'copied' }
  | {
      readonly kind: 'progress'
      readonly check: VerifyCheck
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'report'; readonly report: VerifyReport }
  | ({ readonly kind: 'failed'; readonly fault?: string } & Pick<
      Extract<Reply, { ok: false }>,
      'code' | 'reasons'
    >)
