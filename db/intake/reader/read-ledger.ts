import type { LedgerFile, LedgerSheet, ReadRows } from '#db/engine/staging.ts'

import { readCsv } from './csv.ts'
import { refusal, refuseLargeFile } from './limits.ts'
import { Warnings } from './warnings.ts'
import { readXls } from './xls.ts'
import { readXlsx } from './xlsx.ts'

type Read = Pick<LedgerFile<ReadRows>, 'encoding' | 'date1904' | 'sheets'>

/**
 * Reads a ledger that comes from anywhere into sheets of text. The content decides what the file
 * is, not its name. A file that cannot be read whole and safely is refused with a Failure whose
 * code begins with `intake.`; nothing else is ever thrown.
 */
export async function readLedger(
  bytes: Uint8Array,
  fileName: string,
): Promise<LedgerFile<ReadRows>> {
  refuseLargeFile(bytes.length)
  if (bytes.every((byte) => byte <= 0x20)) throw refusal('empty-ledger')
  const warnings = new Warnings()
  const format = formatOf(bytes)
  const extension = /\.([^.]+)$/.exec(fileName.trim())?.[1]?.toLowerCase() ?? ''
  const name = fileName.replace(/\.[^.]*$/, '').trim()
  const { encoding, date1904, sheets } = await readAs(format, bytes, name, warnings)
  if (sheets.length === 0) throw refusal('empty-ledger')
  for (const sheet of sheets) refuseDestroyedText(sheet)
  if (['xlsx', 'xls', 'csv'].includes(extension) && extension !== format) {
    warnings.add('other-extension', `.${extension}`, `.${format}`)
  }
  return { format, encoding, date1904, sheets, warnings: warnings.list() }
}

function formatOf(bytes: Uint8Array): LedgerFile['format'] {
  const mark = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (mark.startsWith('504b0304') || mark.startsWith('504b0506')) return 'xlsx'
  return mark === 'd0cf11e0a1b11ae1' ? 'xls' : 'csv'
}

async function readAs(
  format: LedgerFile['format'],
  bytes: Uint8Array,
  name: string,
  warnings: Warnings,
): Promise<Read> {
  if (format === 'xlsx') return readXlsx(bytes, warnings)
  if (format === 'xls') return readXls(bytes, warnings)
  return { date1904: false, ...readCsv(bytes, name, warnings) }
}

const HEAD_ROWS = 5

/** Question marks where words stood cannot be guessed back; the ledger must be exported anew. */
function refuseDestroyedText({ rows, firstRow }: LedgerSheet<ReadRows>): void {
  for (const [index, cells] of rows.slice(0, HEAD_ROWS).entries()) {
    const filled = cells.filter((cell) => cell.trim() !== '')
    const destroyed = filled.filter((cell) =>
      /^[\s?\uFFFD_()/]*[?\uFFFD]{2}[\s?\uFFFD_()/]*$/.test(cell),
    )
    if (destroyed.length > 1 && destroyed.length * 2 > filled.length) {
      throw refusal('destroyed-text', String(firstRow + index))
    }
  }
}
