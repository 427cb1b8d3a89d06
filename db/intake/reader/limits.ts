import { LARGEST_LEDGER } from '#db/intake/contract.ts'
import { Failure } from '#db/kernel/failure.ts'

const MEGABYTE = 1024 * 1024

/** What a ledger may be at most. A file beyond one of these is refused, never read in part. */
export const limits = {
  fileBytes: LARGEST_LEDGER,
  /** Old workbooks are read whole by a library that needs many times their size. */
  xlsBytes: 24 * MEGABYTE,
  zipEntries: 2000,
  unpackedBytes: 400 * MEGABYTE,
  /** Unpacked size by packed size, of parts above one megabyte. Honest sheets stay below 100. */
  unpackRatio: 250,
  sheets: 100,
  rows: 300_000,
  columns: 256,
  /** Places of all rows up to the last filled column of each, over all sheets. */
  places: 5_000_000,
  /** Characters over all cells: the ledger is copied to another process cell by cell. */
  characters: 120_000_000,
  cellCharacters: 32_767,
  /** Characters of a part between two signs <: a cell at most, written with all its escapes. */
  textCharacters: 1_000_000,
} as const

/** A refusal of a ledger; `about` fills the gaps of the sentence that tells it. */
export function refusal(code: string, ...about: readonly string[]): Failure {
  return new Failure('refused', [{ code: `intake.${code}`, about }])
}

/** Refuses a file by its size in bytes, so that a huge one need not be read to be refused. */
export function refuseLargeFile(bytes: number): void {
  if (bytes > limits.fileBytes) throw tooManyMegabytes(bytes, limits.fileBytes)
}

/** The refusal of a file or part of so many bytes where only so many are taken. */
export function tooManyMegabytes(bytes: number, most: number): Failure {
  return refusal('too-large', `${Math.ceil(bytes / MEGABYTE)} MB`, `${most / MEGABYTE} MB`)
}
