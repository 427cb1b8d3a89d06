import type { VerifyCheck, VerifyReport } from '#db/verify/contract.ts'
import type { Reply } from '#db/kernel/failure.ts'

/** What is to be verified; the passphrase is that of the member at work. */
export type CaseToVerify = {
  readonly folder: string
  readonly memberId: string
  readonly passphrase: Uint8Array
  /** What his slot asks for beside it; null where it asks for nothing. */
  readonly keyFile: Uint8Array | null
  /** A short code read from paper; empty where there is none. */
  readonly code: string
}

/** From main to the process that verifies. `still`: the case holds its file still. */
export type ToVerifier = ({ readonly kind: 'begin' } & CaseToVerify) | { readonly kind: 'still' }

/** From that process to main. Only the report holds what a case holds. */
export type FromVerifier =
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
