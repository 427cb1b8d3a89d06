import { randomBytes } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { limits } from '#db/intake/reader/limits.ts'
import { readLedger } from '#db/intake/reader/read-ledger.ts'
import { zip } from '#scripts/torture/archive.ts'
import { refusalOf } from '#tests/fixtures/refusal.ts'
import { textRow, workbook, workbookParts } from '#tests/fixtures/workbook.ts'

const MEGABYTE = 1024 * 1024

describe('files that unpack to too much', () => {
  test('above the size that is read at all', async () => {
    const bytes = Buffer.alloc(limits.fileBytes + 1, 0x20)
    await expect(readLedger(bytes, 'a.csv')).rejects.toMatchObject({
      reasons: [{ code: 'intake.too-large', about: ['65 MB', '64 MB'] }],
    })
  })

  test('an old workbook above its own size', async () => {
    const bytes = Buffer.alloc(limits.xlsBytes + 1)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
    await expect(readLedger(bytes, 'a.xls')).rejects.toMatchObject({
      reasons: [{ code: 'intake.too-large', about: ['25 MB', '24 MB'] }],
    })
  })

  test('a sheet that claims 500 MB', async () => {
    const parts = workbookParts({ rows: textRow(1, ['单位']) }).map((part) =>
      part.name.includes('sheet1') ? { ...part, claims: 500 * MEGABYTE } : part,
    )
    expect(await refusalOf(zip(parts))).toBe('suspicious-archive')
  })

  test('a sheet that unpacks a thousandfold, whatever it claims', async () => {
    const rows = Buffer.alloc(60 * MEGABYTE, '<row></row>')
    const sheet = Buffer.concat([Buffer.from('<worksheet><sheetData>'), rows])
    const parts = workbookParts({ sheet })
    expect(await refusalOf(zip(parts))).toBe('suspicious-archive')
    const lying = parts.map((part) => (part.content === sheet ? { ...part, claims: 1000 } : part))
    expect(await refusalOf(zip(lying))).toBe('damaged-workbook')
  })

  test('a text that never ends, and one of many runs', async () => {
    const endless = `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${randomText(2)}`
    expect(await refusalOf(workbook({ sheet: endless }))).toBe('suspicious-archive')
    const run = `<r><t>${randomText(0.1)}</t></r>`
    expect(await refusalOf(workbook({ strings: `<si>${run.repeat(30)}</si>` }))).toBe(
      'suspicious-archive',
    )
  })

  test('more parts than a workbook has', async () => {
    const more = Array.from({ length: limits.zipEntries }, (_each, at) => ({
      name: `xl/media/${at}`,
      content: '',
    }))
    expect(await refusalOf(workbook({ more }))).toBe('suspicious-archive')
  })
})

/** Text that hardly packs, of so many megabytes. */
function randomText(megabytes: number): string {
  return randomBytes(megabytes * 0.75 * MEGABYTE).toString('base64')
}

describe('archives that are not what they say', () => {
  const parts = workbookParts({ rows: textRow(1, ['单位']) })

  test('a part whose checksum is wrong', async () => {
    const wrong = parts.map((part) => ({ ...part, checksum: 1 }))
    expect(await refusalOf(zip(wrong))).toBe('damaged-workbook')
  })

  test('two parts of one name', async () => {
    expect(await refusalOf(zip([...parts, ...parts]))).toBe('suspicious-archive')
  })

  test('a part that wants to lie outside', async () => {
    expect(await refusalOf(zip([...parts, { name: '../../evil', content: 'x' }]))).toBe(
      'damaged-workbook',
    )
  })

  test('one that was cut off, and one with a foreign end', async () => {
    const whole = zip(parts)
    expect(await refusalOf(whole.subarray(0, whole.length - 30))).toBe('damaged-workbook')
    expect(await refusalOf(Buffer.concat([whole, randomBytes(70_000)]))).toBe('damaged-workbook')
  })
})
