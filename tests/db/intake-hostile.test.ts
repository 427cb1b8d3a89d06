import { randomBytes } from 'node:crypto'

import { CFB, utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { limits } from '#db/intake/reader/limits.ts'
import { readLedger } from '#db/intake/reader/read-ledger.ts'
import { Failure } from '#db/kernel/failure.ts'
import { zip } from '#scripts/torture/archive.ts'
import { gb18030 } from '#tests/fixtures/gb18030.ts'
import { refusalOf } from '#tests/fixtures/refusal.ts'
import { compound, textRow, workbook, workbookParts } from '#tests/fixtures/workbook.ts'

function oldWorkbook(): Buffer {
  const sheet = utils.aoa_to_sheet([
    ['单位', '日期', '问题'],
    ['平岫县', 41_703, '窗口'],
  ])
  const book = { SheetNames: ['台账'], Sheets: { 台账: sheet } }
  return write(book, { bookType: 'biff8', type: 'buffer' })
}

describe('workbooks under a password', () => {
  test('of the new kind, which is a compound file with a sealed package', async () => {
    const bytes = compound({ EncryptionInfo: randomBytes(64), EncryptedPackage: randomBytes(5000) })
    expect(await refusalOf(bytes)).toBe('password-protected')
  })

  test('of the old kind, whose stream says so after its first record', async () => {
    const file = CFB.read(oldWorkbook(), { type: 'buffer' })
    const stream = Buffer.from(CFB.find(file, '/Workbook')?.content ?? [])
    const first = 4 + stream.readUInt16LE(2)
    const filePass = Buffer.from('2f0006000000010001000200', 'hex').subarray(0, 10)
    const sealed = Buffer.concat([stream.subarray(0, first), filePass, stream.subarray(first)])
    expect(await refusalOf(compound({ Workbook: sealed }), '台账.xls')).toBe('password-protected')
  })

  test('whose parts are encrypted by the archive', async () => {
    const parts = workbookParts({ rows: textRow(1, ['单位']) }).map((part) => ({
      ...part,
      flags: 1,
    }))
    expect(await refusalOf(zip(parts))).toBe('password-protected')
  })
})

describe('what is not taken is refused by its content, whatever its name', () => {
  test('macros are refused and not run', async () => {
    const more = [{ name: 'xl/vbaProject.bin', content: randomBytes(500) }]
    expect(await refusalOf(workbook({ rows: textRow(1, ['单位']), more }))).toBe('macro-workbook')
    const old = CFB.read(oldWorkbook(), { type: 'buffer' })
    CFB.utils.cfb_add(old, '_VBA_PROJECT_CUR/VBA/dir', [1, 2, 3])
    expect(await refusalOf(Buffer.from(CFB.write(old, { type: 'buffer' })), 'a.xls')).toBe(
      'macro-workbook',
    )
    const sheets = [{ name: 'xl/macrosheets/sheet1.xml', content: '<x/>' }]
    expect(await refusalOf(workbook({ more: sheets }))).toBe('macro-workbook')
  })

  test.each([
    ['xl/workbook.bin', 'other-workbook-format'],
    ['content.xml', 'other-workbook-format'],
    ['word/document.xml', 'not-a-ledger'],
  ])('an archive with %s', async (name, code) => {
    expect(await refusalOf(zip([{ name, content: '<x/>' }]))).toBe(code)
  })

  test('an old document of another program', async () => {
    expect(await refusalOf(compound({ WordDocument: randomBytes(4096) }), 'a.xls')).toBe(
      'not-a-ledger',
    )
  })
})

test('texts of an old workbook that reach past their end, on which the library reads for ever', async () => {
  const sheet = utils.aoa_to_sheet([['单位', '问题']])
  const book = { SheetNames: ['台账'], Sheets: { 台账: sheet } }
  const whole: Buffer = write(book, { bookType: 'biff8', bookSST: true, type: 'buffer' })
  const stream = Buffer.from(
    CFB.find(CFB.read(whole, { type: 'buffer' }), '/Workbook')?.content ?? [],
  )
  expect(await readLedger(compound({ Workbook: stream }), 'a.xls')).toMatchObject({
    sheets: [{ rows: [['单位', '问题']] }],
  })
  const texts = stream.indexOf(Buffer.from('单位', 'utf16le')) - 3
  for (const head of [texts, texts + 7]) {
    const lying = Buffer.from(stream)
    lying.writeUInt16LE(0x7fff, head)
    expect(await refusalOf(compound({ Workbook: lying }), 'a.xls')).toBe('damaged-workbook')
  }
})

describe('sheets beyond the limits of a ledger', () => {
  const cell = (place: string) => `<row><c r="${place}" t="str"><v>x</v></c></row>`

  test.each([
    [cell('A1048576'), '', 'too-many-rows'],
    [cell('XFD1'), '', 'too-many-columns'],
    [cell('A99999999999'), '', 'damaged-workbook'],
    [cell('1A'), '', 'damaged-workbook'],
    ['<row r="0"/>', '', 'damaged-workbook'],
    ['<c><v>1</v></c>', '', 'damaged-workbook'],
    [`<row><c t="str"><v>${'长'.repeat(32_768)}</v></c></row>`, '', 'cell-too-long'],
    ['<row><c t="s"><v>7</v></c></row>', '', 'damaged-workbook'],
    ['<row><c t="s"><v>-1</v></c></row>', '', 'damaged-workbook'],
    ['<row><c t="str"><v>a</v></row>', '', 'damaged-workbook'],
    [
      cell('A1') + cell('IV250000'),
      '<mergeCells><mergeCell ref="A1:IV250000"/></mergeCells>',
      'too-many-cells',
    ],
  ])('%#: %s', async (rows, after, code) => {
    expect(await refusalOf(workbook({ rows, after, strings: '<si><t>a</t></si>' }))).toBe(code)
  })

  test('entities and documents from elsewhere', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>`
    expect(await refusalOf(workbook({ sheet: laughs }))).toBe('document-type')
    const elsewhere = `<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>`
    expect(await refusalOf(workbook({ sheet: elsewhere }))).toBe('document-type')
  })

  test('too many sheets', async () => {
    const [book, ...rest] = workbookParts({ rows: textRow(1, ['单位']) })
    const sheet = '<sheet name="台账" sheetId="1" r:id="rId1"/>'
    const content = String(book?.content).replace(sheet, sheet.repeat(limits.sheets + 1))
    expect(await refusalOf(zip([{ name: 'xl/workbook.xml', content }, ...rest]))).toBe(
      'too-many-sheets',
    )
  })

  test.each([
    ['rows', 'a,b\n'.repeat(limits.rows + 1), 'too-many-rows'],
    ['columns', `${'a,'.repeat(limits.columns + 1)}b\n`, 'too-many-columns'],
    ['text', `a,${'b'.repeat(limits.cellCharacters + 1)}\n`, 'cell-too-long'],
    ['cells', `${'a,'.repeat(200)}b\n`.repeat(25_000), 'too-many-cells'],
  ])('a text with too many %s', async (_what, text, code) => {
    expect(await refusalOf(Buffer.from(text), 'a.csv')).toBe(code)
  })
})

describe('whatever the bytes, a ledger is read or refused with a code of its own', () => {
  /** Fails with anything that is thrown and is no refusal. */
  async function outcomeOf(bytes: Uint8Array, name: string): Promise<string> {
    try {
      const { sheets } = await readLedger(bytes, name)
      return sheets.length > 0 ? 'read' : 'read without a sheet'
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return `${error.code} ${error.reasons.map(({ code }) => code).join(' ')}`
    }
  }
  const OUTCOME = /^(read|refused intake\.[a-z-]+)$/

  const good = {
    xlsx: workbook({
      rows: `${textRow(1, ['单位', '日期'])}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>41703</v></c></row>`,
      after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
      strings: '<si><t>平岫县</t></si>',
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    }),
    xls: oldWorkbook(),
    csv: Buffer.from(
      gb18030('单位,日期,问题\r\n平岫县,2014年3月5日,"窗,口"\r\n柳渡县,3月6日,公车\r\n'),
    ),
  }

  test.each(Object.entries(good))('%s, damaged anywhere', async (kind, whole) => {
    const wound = fc.record({
      at: fc.integer({ min: 0, max: whole.length - 1 }),
      with: fc.uint8Array({ minLength: 1, maxLength: 6 }),
    })
    const damage = fc.record({
      wounds: fc.array(wound, { minLength: 1, maxLength: 5 }),
      kept: fc.integer({ min: 1, max: whole.length }),
      cut: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ wounds, kept, cut }) => {
        const bytes = Buffer.from(whole)
        for (const each of wounds) bytes.set(each.with.subarray(0, whole.length - each.at), each.at)
        const damaged = cut ? bytes.subarray(0, kept) : bytes
        expect(await outcomeOf(damaged, `台账.${kind}`)).toMatch(OUTCOME)
      }),
      { numRuns: 1500 },
    )
  })

  test('any bytes at all', async () => {
    const begin = fc.constantFrom('', '504b0304', '504b0506', 'd0cf11e0a1b11ae1', 'efbbbf', 'fffe')
    await fc.assert(
      fc.asyncProperty(begin, fc.uint8Array({ maxLength: 400 }), async (mark, rest) => {
        const bytes = Buffer.concat([Buffer.from(mark, 'hex'), rest])
        expect(await outcomeOf(bytes, '台账.xlsx')).toMatch(OUTCOME)
      }),
      { numRuns: 1500 },
    )
  })

  test('any sheet in a sound archive', async () => {
    const piece = fc.constantFrom(
      '<row>',
      '</row>',
      '<row r="3" hidden="1">',
      '<c r="B2" t="s">',
      '<c t="inlineStr" s="9">',
      '<c r="ZZ9" t="b">',
      '<c t="e"/>',
      '</c>',
      '<is><t>',
      '</t></is>',
      '<f>A1</f>',
      '<v>1e999</v>',
      '<v>41703</v>',
      '<v>_x000D_</v>',
      '<mergeCell ref="C3:A1"/>',
      '<mergeCell ref="A1"/>',
      '<![CDATA[a]]>',
      '<!-- a -->',
      '&#x10FFFF;',
      '&nbsp;',
      '平岫县',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const sheet = `<worksheet><sheetData>${pieces.join('')}</sheetData></worksheet>`
        const bytes = workbook({ sheet, strings: '<si><t>a</t></si>' })
        expect(await outcomeOf(bytes, '台账.xlsx')).toMatch(OUTCOME)
      }),
      { numRuns: 1500 },
    )
  })
})
