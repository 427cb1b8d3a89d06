import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'

import { readLedger } from '#db/intake/reader/read-ledger.ts'
import { Failure } from '#db/kernel/failure.ts'
import { zip } from '#scripts/torture/archive.ts'
import { gb18030 } from '#tests/fixtures/gb18030.ts'
import { compound, textRow, workbook, workbookParts } from '#tests/fixtures/workbook.ts'

const SHEET = '<sheet name="台账"'
const HIDDEN = '<sheet name="旧表" sheetId="2" state="hidden" r:id="rId1"/>'

const TABLE =
  '单位,发现日期,问题\r\n平岫县,2014年3月5日,“窗口”无人\r\n柳渡县,２０１４．３．６,公车\r\n'
const CELLS = [
  ['单位', '发现日期', '问题'],
  ['平岫县', '2014年3月5日', '“窗口”无人'],
  ['柳渡县', '２０１４．３．６', '公车'],
]

async function cellsOf(bytes: Uint8Array, name = '台账.csv') {
  const { sheets } = await readLedger(bytes, name)
  return sheets[0]?.rows
}

async function refusalOf(bytes: Uint8Array, name = '台账.csv') {
  try {
    await readLedger(bytes, name)
  } catch (error) {
    if (error instanceof Failure) return error.reasons[0]
    throw error
  }
  throw new Error('it was read')
}

describe('text in any encoding that ledgers come in', () => {
  test.each([
    ['utf-8', Buffer.from(TABLE)],
    ['utf-8', Buffer.from(`\uFEFF${TABLE}`)],
    ['gb18030', Buffer.from(gb18030(TABLE))],
    ['utf-16le', Buffer.from(`\uFEFF${TABLE}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\uFEFF${TABLE}`, 'utf16le').swap16()],
  ])('%#: %s', async (encoding, bytes) => {
    const ledger = await readLedger(bytes, '台账.csv')
    expect([ledger.format, ledger.encoding, ledger.warnings]).toEqual(['csv', encoding, []])
    expect(ledger.sheets).toEqual([{ name: '台账', rows: CELLS, firstRow: 1 }])
  })

  test('characters of four bytes', async () => {
    const bytes = Buffer.concat([gb18030('单位\r\n'), Uint8Array.of(0x82, 0x30, 0x81, 0x30)])
    expect(await cellsOf(bytes)).toEqual([
      ['单位'],
      [new TextDecoder('gb18030').decode(bytes.subarray(-4))],
    ])
  })

  test('tabs and semicolons part cells too, and quoted cells hold line breaks', async () => {
    expect(await cellsOf(Buffer.from('单位\t问题\n平岫县\t"a\nb"\n'))).toEqual([
      ['单位', '问题'],
      ['平岫县', 'a\nb'],
    ])
    expect(await cellsOf(Buffer.from('单位;问题\n平岫县;"a;""b"""\n'))).toEqual([
      ['单位', '问题'],
      ['平岫县', 'a;"b"'],
    ])
  })

  test('empty rows at both ends are left out and counted', async () => {
    const { sheets } = await readLedger(Buffer.from(',\n,\n单位,问题\n平岫县,a\n,\n'), 'a.csv')
    expect(sheets).toEqual([
      {
        name: 'a',
        rows: [
          ['单位', '问题'],
          ['平岫县', 'a'],
        ],
        firstRow: 3,
      },
    ])
  })
})

describe('text that cannot be read whole says why', () => {
  test.each([
    ['cut off amid a line', '单位,日期,问题\n甲,1,a\n乙,2,b\n丙,3', 'broken-last-line', ['4']],
    ['cut off within quotes', '单位,问题\n甲,"a\n', 'broken-last-line', ['2']],
    ['a stray quote', '单位,问题\n甲,"a"b\n', 'misplaced-quote', ['2']],
    ['words that became question marks', '??,??,????\n1,2,3\n', 'destroyed-text', ['1']],
    [
      'a web page',
      '<html><table><tr><td>单位</td></tr></table></html>',
      'other-workbook-format',
      [],
    ],
    ['a PDF', '%PDF-1.7\n', 'other-workbook-format', []],
    ['nothing', '', 'empty-ledger', []],
    ['blanks', ' \r\n\t\n', 'empty-ledger', []],
  ])('%s', async (_what, text, code, about) => {
    expect(await refusalOf(Buffer.from(text))).toEqual({ code: `intake.${code}`, about })
  })

  test('a character cut in two at the end', async () => {
    const bytes = gb18030('单位,问题\n平岫县,窗口无人')
    expect(await refusalOf(bytes.subarray(0, -1))).toEqual({
      code: 'intake.broken-last-line',
      about: ['2'],
    })
  })

  test('a bad byte amid UTF-8', async () => {
    const bytes = Buffer.from(TABLE)
    bytes[bytes.indexOf('岫')] = 0xff
    expect(await refusalOf(bytes)).toEqual({ code: 'intake.damaged-text', about: [] })
  })

  test('a picture', async () => {
    const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    expect(await refusalOf(bytes, '台账.csv')).toEqual({ code: 'intake.not-a-ledger', about: [] })
  })

  test('a note under the table is no broken line', async () => {
    const text = '单位,日期,问题\n甲,1,a\n乙,2,b\n注：只列坐实的'
    expect(await cellsOf(Buffer.from(text))).toHaveLength(4)
  })
})

describe('XLSX', () => {
  test('as the product itself writes it, and under another extension', async () => {
    const bytes = await writeXlsx([
      [{ value: '单位' }, { value: '日期' }],
      [{ value: '平岫县' }, { value: new Date('2014-03-05'), type: Date, format: 'yyyy-mm-dd' }],
    ]).toBuffer()
    const ledger = await readLedger(bytes, '台账 .xls')
    expect(ledger.format).toBe('xlsx')
    expect(ledger.sheets[0]?.rows).toEqual([
      ['单位', '日期'],
      ['平岫县', '2014-03-05'],
    ])
    expect(ledger.warnings).toEqual([{ code: 'intake.other-extension', about: ['.xls', '.xlsx'] }])
  })

  test.each([
    ['', '41703', '2014-03-05'],
    ['<workbookPr date1904="1"/>', '40241', '2014-03-05'],
    ['<workbookPr date1904="true"/>', '40241.5', '2014-03-05 12:00'],
    ['', '60', '60'],
    ['', '59', '1900-02-28'],
    ['', '61', '1900-03-01'],
  ])('%s: day %s is %s', async (properties, serial, shown) => {
    const bytes = workbook({
      properties,
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>',
      rows: `<row r="1"><c r="A1" s="1"><v>${serial}</v></c></row>`,
    })
    expect(await cellsOf(bytes, 'a.xlsx')).toEqual([[shown]])
  })

  test('formats of Chinese workbooks, codes with zeros, shares', async () => {
    const bytes = workbook({
      styles: `<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="000000"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="9"/><xf numFmtId="31"/></cellXfs>`,
      rows: `<row r="1"><c r="A1" s="1"><v>41703</v></c><c r="B1" s="2"><v>1234</v></c><c r="C1" s="3"><v>0.3</v></c><c r="D1" s="4"><v>41703</v></c><c r="E1"><v>0.1000000000000001</v></c></row>`,
    })
    expect(await cellsOf(bytes, 'a.xlsx')).toEqual([
      ['2014-03-05', '001234', '30%', '2014-03-05', '0.1'],
    ])
  })

  test('merged cells are filled, rich text is joined, readings are left out', async () => {
    const bytes = workbook({
      strings:
        '<si><r><t>问</t></r><r><t xml:space="preserve">题 </t></r><rPh sb="0" eb="1"><t>wen</t></rPh></si>',
      rows: `<row r="1"><c r="A1" t="s"><v>0</v></c></row>${textRow(2, ['日期', '内容'])}`,
      after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    })
    expect(await cellsOf(bytes, 'a.xlsx')).toEqual([
      ['问题 ', '问题 '],
      ['日期', '内容'],
    ])
  })

  test('formulas give the value that was stored; one never computed is an error', async () => {
    const bytes = workbook({
      rows: `<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://a.example","x")</f><v>平岫县</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>CMD()</f></c><c r="D1" t="e"><v>#REF!</v></c></row>`,
    })
    const ledger = await readLedger(bytes, 'a.xlsx')
    expect(ledger.sheets[0]?.rows).toEqual([['平岫县', '2', '#CALC!', '#REF!']])
    expect(ledger.warnings).toEqual([
      { code: 'intake.formula-cells', about: ['台账!A1', '2'] },
      { code: 'intake.formula-uncomputed', about: ['台账!C1', '1'] },
      { code: 'intake.error-cells', about: ['台账!D1', '1'] },
    ])
  })

  test('hidden rows are read and told, hidden sheets are told and not read', async () => {
    const hiddenRow = workbook({ rows: textRow(1, ['单位']).replace('<row ', '<row hidden="1" ') })
    expect((await readLedger(hiddenRow, 'a.xlsx')).warnings).toEqual([
      { code: 'intake.hidden-rows', about: ['台账!1', '1'] },
    ])
    const parts = workbookParts({ rows: textRow(1, ['单位']) }).map((part) =>
      part.name === 'xl/workbook.xml'
        ? { ...part, content: String(part.content).replace(SHEET, `${HIDDEN}${SHEET}`) }
        : part,
    )
    const ledger = await readLedger(zip(parts), 'a.xlsx')
    expect(ledger.sheets.map(({ name }) => name)).toEqual(['台账'])
    expect(ledger.warnings).toEqual([{ code: 'intake.hidden-sheet', about: ['旧表'] }])
  })

  test('a workbook without rows is empty', async () => {
    expect(await refusalOf(workbook({}), 'a.xlsx')).toEqual({
      code: 'intake.empty-ledger',
      about: [],
    })
  })
})

describe('XLS', () => {
  const record = (type: number, data: readonly number[]) =>
    Buffer.from([type & 0xff, type >> 8, data.length, 0, ...data])
  const bof = (kind: number) => record(0x0809, [0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0])

  /** What stands before the one sheet, S: where it begins, and what it is called. */
  function globals(): Buffer {
    const sheet = (at: number) => record(0x0085, [at, 0, 0, 0, 0, 0, 1, 0, 0x53])
    const build = (at: number) => Buffer.concat([bof(5), sheet(at), record(0x000a, [])])
    return build(build(0).length)
  }

  function xls(rows: readonly (readonly unknown[])[], date1904 = false): Buffer {
    const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]))
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }]
    return write(
      { SheetNames: ['台账'], Sheets: { 台账: sheet }, Workbook: { WBProps: { date1904 } } },
      { bookType: 'biff8', type: 'buffer' },
    )
  }

  test('with merged cells and vertical text, and under another extension', async () => {
    const ledger = await readLedger(
      xls([['问题'], ['单\n位', '内容'], ['平岫县', 12]]),
      '台账.xlsx',
    )
    expect(ledger.format).toBe('xls')
    expect(ledger.sheets[0]?.rows).toEqual([
      ['问题', '问题'],
      ['单\n位', '内容'],
      ['平岫县', '12'],
    ])
    expect(ledger.warnings).toEqual([{ code: 'intake.other-extension', about: ['.xlsx', '.xls'] }])
  })

  test('an old system of days is told', async () => {
    expect((await readLedger(xls([['单位']], true), 'a.xls')).date1904).toBe(true)
  })

  test('formulas give the value that was stored; none is read', async () => {
    const cell = (row: number, value: readonly number[]) =>
      record(0x0006, [row, 0, 0, 0, 0, 0, ...value, 0, 0, 0, 0, 0, 0, 3, 0, 0x1e, 1, 0])
    const number = Buffer.alloc(8)
    number.writeDoubleLE(41_703)
    const text = Buffer.from('平岫县', 'utf16le')
    const sheet = Buffer.concat([
      bof(0x10),
      record(0x0221, [0, 0]),
      cell(0, [...number]),
      cell(1, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
      record(0x04bc, [9, 9, 9]),
      record(0x0207, [3, 0, 1, ...text]),
      cell(2, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
      cell(3, [2, 0, 0x17, 0, 0, 0, 0xff, 0xff]),
      cell(4, [3, 0, 0, 0, 0, 0, 0xff, 0xff]),
      record(0x000a, []),
    ])
    const bytes = compound({ Workbook: Buffer.concat([globals(), sheet]) })
    const ledger = await readLedger(bytes, 'a.xls')
    expect(ledger.sheets[0]?.rows).toEqual([['41703'], ['平岫县'], ['TRUE'], ['#REF!']])
    expect(ledger.warnings).toEqual([
      { code: 'intake.formula-cells', about: ['S!A1', '5'] },
      { code: 'intake.error-cells', about: ['S!A4', '1'] },
    ])
  })

  test('a damaged one is refused', async () => {
    const bytes = xls([['单位', '问题']])
    expect((await refusalOf(bytes.subarray(0, 700), 'a.xls'))?.code).toMatch(
      /^intake\.(damaged-workbook|not-a-ledger)$/,
    )
  })
})
