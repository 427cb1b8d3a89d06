import type { PackedLedger } from '#db/engine/packed-ledger.ts'
import type { Reply } from '#db/kernel/failure.ts'

export type ToParser = { readonly bytes: Uint8Array; readonly fileName: string }

/** The ledger, or why it cannot be read. `fault` is the code of an error that was not foreseen. */
export type FromParser =
  | { readonly ok: true; readonly ledger: PackedLedger }
  | (Extract<Reply, { ok: false }> & { readonly fault?: string })
