import { CFB, utils, write } from '@e965/xlsx'

import type { Random } from '#db/kernel/random.ts'

import { type Part, zip } from './archive.ts'
import { SHEET, shared, workbookParts } from './workbook.ts'

const HEAD = ['序号', '单位', '发现日期', '问题类型', '问题描述', '地点']
const WORDS = ['窗口无人值守', '一张证明跑四趟', '公车私用', '会议室摆水果', '=1+1', '下乡只看不问']
const DAYS = ['2014年6月3日', '６月４日', '2014.6.5', '41793', '五月初八', '']
const ROWS = 24

/** A whole ledger as an office would send it. */
function records(random: Random): readonly (readonly string[])[] {
  const row = (number: number) => [
    String(number),
    `安坪县第${random.whole(1, 40)}乡`,
    random.pick(DAYS),
    random.pick(['T02', '门难进、脸难看、事难办', '作风漂浮']),
    `${random.pick(WORDS)}，"引号"${random.chance(0.2) ? '\n另起一行' : ''}`,
    random.pick(['大厅', '', '二楼\t东']),
  ]
  return [['第九巡回督导组问题台账'], HEAD, ...Array.from({ length: ROWS }, (_, at) => row(at + 1))]
}

/** The parts of a workbook that uses what workbooks use: texts of all kinds, days, merges, rows. */
export function xlsxParts(random: Random): readonly Part[] {
  const rows = records(random).map((cells, at) => {
    const number = at + 1
    const written = cells.map((text, column) => cell(text, `${'ABCDEF'[column]}${number}`, random))
    return `<row r="${number}"${random.chance(0.1) ? ' hidden="1"' : ''}>${written.join('')}</row>`
  })
  const end = SHEET.end.replace(
    '</worksheet>',
    '<mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells></worksheet>',
  )
  const texts =
    '<si><t>安坪县</t></si><si><r><t>平</t></r><r><t>岫_x000D_</t></r><rPh><t>x</t></rPh></si>'
  return workbookParts({ sheet: SHEET.start + rows.join('') + end, strings: shared(texts) })
}

function cell(text: string, place: string, random: Random): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return random.pick([
    `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`,
    `<c r="${place}" t="str"><f>A1&amp;B1</f><v>${escaped}</v></c>`,
    `<c r="${place}" t="s"><v>${random.whole(0, 1)}</v></c>`,
    `<c r="${place}" s="${random.whole(0, 3)}"><v>${random.whole(0, 60_000)}.5</v></c>`,
    `<c r="${place}" t="b"><v>1</v></c>`,
    `<c t="e"><v>#REF!</v></c>`,
  ])
}

export function xlsx(random: Random): Buffer {
  return zip(xlsxParts(random))
}

/** A workbook of the kind that was written before 2007. */
export function xls(random: Random): Buffer {
  const cells = records(random).map((row) =>
    row.map((text) => (random.chance(0.1) ? random.whole(0, 1e6) / 8 : text)),
  )
  const sheet = utils.aoa_to_sheet(cells)
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 5 } }]
  return write(
    { SheetNames: ['台账'], Sheets: { 台账: sheet } },
    { bookType: 'biff8', bookSST: random.chance(0.5), type: 'buffer' },
  )
}

/** The stream of records within an old workbook, and the workbook around another such stream. */
export function xlsStream(whole: Buffer): Buffer {
  const found = CFB.find(CFB.read(whole, { type: 'buffer' }), '/Workbook')
  return Buffer.from(found?.content ?? [])
}

export function xlsAround(stream: Buffer): Buffer {
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, 'Workbook', [...stream])
  return Buffer.from(CFB.write(file, { type: 'buffer' }))
}

/** A text with one of the separators, line ends and encodings that are met. */
export function csv(random: Random): Buffer {
  const separator = random.pick([',', '\t', ';', '，'])
  const quoted = (text: string) =>
    /["\n,;\t，]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  const text = records(random)
    .map((row) => row.map(quoted).join(separator))
    .join(random.pick(['\n', '\r\n']))
  return encoded(`${text}\n`, random)
}

function encoded(text: string, random: Random): Buffer {
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return random.pick<() => Buffer>([
    () => Buffer.from(text),
    () => Buffer.from(`\uFEFF${text}`),
    () => utf16,
    () => Buffer.from(utf16).swap16(),
    () => gb18030(text),
  ])()
}

let table: ReadonlyMap<string, number> | undefined

function gb18030(text: string): Buffer {
  table ??= doubleBytes()
  const bytes = Array.from(text, (sign) => {
    const pair = table?.get(sign)
    return pair === undefined ? [(sign.codePointAt(0) ?? 0) & 0x7f] : [pair >> 8, pair & 0xff]
  })
  return Buffer.from(bytes.flat())
}

/** What the platform decodes, turned round: it has no encoder. */
function doubleBytes(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030')
  const pairs = new Map<string, number>()
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const sign = decoder.decode(Uint8Array.of(first, second))
      if (sign.length === 1 && sign !== '\uFFFD') pairs.set(sign, (first << 8) | second)
    }
  }
  return pairs
}
