import type { PackedLedger } from '#db/engine/packed-ledger.ts'
import type { Reply } from '#db/kernel/failure.ts'

/** The words of a document; `isWhole` is false where it has more. */
export type DocumentText = { readonly paragraphs: readonly string[]; readonly isWhole: boolean }

export type FileToRead = { readonly bytes: Uint8Array; readonly fileName: string }
export type ToParser = FileToRead & { readonly as: 'ledger' | 'document' }

/** What was read, or why it cannot be. `fault` is the code of an error that was not foreseen. */
export type FromParser =
  | { readonly ok: true; readonly ledger: PackedLedger }
  | { readonly ok: true; readonly document: DocumentText }
  | (Extract<Reply, { ok: false }> & { readonly fault?: string })
