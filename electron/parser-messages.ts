import type { LedgerFile } from '#db/engine/staging.ts'
import type { Reply } from '#db/kernel/failure.ts'

export type ToParser = { readonly bytes: Uint8Array; readonly fileName: string }

/** The ledger, or why it cannot be read. `fault` is the code of an error that was not foreseen. */
export type FromParser =
  | { readonly ok: true; readonly file: LedgerFile }
  | (Extract<Reply, { ok: false }> & { readonly fault?: string })
