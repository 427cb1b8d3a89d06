import { packRepeated, zip } from './archive.ts'
import { withPlace } from './place.ts'
import { buildReader, startReader } from './reader.ts'
import { type Row, type Tally, tallied } from './row.ts'
import { SHEET, shared, workbookParts } from './workbook.ts'

const MEGABYTE = 1024 * 1024
const MOST = { megabytes: 300, milliseconds: 2000 } as const

type Bomb = {
  readonly name: string
  readonly make: () => Buffer
  readonly fileName?: string
  /** The refusal that fits it. */
  readonly expected: string
}

/** Reads each of these in a process of its own, as the app does, and sees it refused in time. */
export async function bombsRow(): Promise<Row> {
  const tally = tallied()
  const [slowest, most] = await withPlace((place) => readAll(place, tally))
  const [refused, wrong] = [tally.of('refused'), tally.of('wrong')]
  return {
    name: 'bombs and bad references',
    needed: 'each refused with its code, ≤ 300 MB, ≤ 2 s of work',
    measured: {
      kinds: BOMBS.length,
      refused,
      wrong,
      megabytes: Math.round(most),
      milliseconds: Math.round(slowest),
    },
    held: refused === BOMBS.length,
    examples: tally.examples,
  }
}

async function readAll(place: string, tally: Tally): Promise<readonly [number, number]> {
  const file = await buildReader(place)
  let [slowest, most] = [0, 0]
  for (const { name, make, fileName = '台账.xlsx', expected } of BOMBS) {
    const reader = await startReader(file)
    const { code, milliseconds, megabytes } = await reader.read(make(), fileName)
    await reader.end()
    slowest = Math.max(slowest, milliseconds)
    most = Math.max(most, megabytes)
    const inTime = milliseconds <= MOST.milliseconds && megabytes <= MOST.megabytes
    const said = `${name}: ${code}, ${Math.round(milliseconds)} ms, ${Math.round(megabytes)} MB`
    tally.add(code === `intake.${expected}` && inTime ? 'refused' : 'wrong', said)
  }
  return [slowest, most]
}

const CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'

function sheetOf(rows: string): Buffer {
  return zip(workbookParts({ sheet: SHEET.start + rows + SHEET.end }))
}

function stringsOf(type: string, text: string): Buffer {
  const sheet = SHEET.start + CELL + SHEET.end
  return zip(workbookParts({ sheet, strings: shared(`<si><t>${text}</t></si>`, type) }))
}

function longCell(): Buffer {
  const start = `${SHEET.start}<row r="1"><c r="A1" t="inlineStr"><is><t>`
  const end = `</t></is></c></row>${SHEET.end}`
  const sheet = packRepeated(start, 'A'.repeat(MEGABYTE), 480, end)
  return zip(workbookParts({ sheet }))
}

/** Rows of one cell, numbered by the reader where the file does not number them. */
function manyRows(): Buffer {
  const rows = Array.from(
    { length: 1000 },
    (_, at) => `<row><c t="str"><v>${(at * 7919) % 100_003}</v></c></row>`,
  )
  const sheet = packRepeated(SHEET.start, rows.join(''), 2000, SHEET.end)
  return zip(workbookParts({ sheet }))
}

function laughs(): Buffer {
  const level = (name: string, below: string) => `<!ENTITY ${name} "${`&${below};`.repeat(10)}">`
  const names = 'abcdefghij'.split('')
  const levels = names.slice(1).map((name, at) => level(name, names[at] ?? ''))
  return stringsOf(`<!DOCTYPE l [<!ENTITY a "lol">${levels.join('')}]>`, '&j;')
}

/** An archive in an archive in an archive, each ten times the last. */
function nested(): Buffer {
  let inner = zip([{ name: '0', content: packRepeated('', '\0'.repeat(MEGABYTE), 100, '') }])
  for (let level = 0; level < 3; level += 1) {
    const content = inner
    inner = zip(Array.from({ length: 10 }, (_, at) => ({ name: `${at}.zip`, content })))
  }
  return inner
}

const sound = () => workbookParts({ sheet: SHEET.start + CELL + SHEET.end })

function manyEntries(): Buffer {
  const more = Array.from({ length: 100_000 }, (_, at) => ({ name: `xl/media/${at}`, content: '' }))
  return zip([...sound(), ...more])
}

const BOMBS: readonly Bomb[] = [
  { name: 'a cell of 480 MB', make: longCell, expected: 'suspicious-archive' },
  { name: 'two million rows', make: manyRows, expected: 'too-many-rows' },
  {
    name: 'a far row',
    make: () => sheetOf('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    expected: 'too-many-rows',
  },
  {
    name: 'a far column',
    make: () => sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    expected: 'too-many-columns',
  },
  {
    name: 'a reference out of this world',
    make: () => sheetOf('<row r="99999999999"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>'),
    expected: 'damaged-workbook',
  },
  {
    name: 'a reference that is a word of the language',
    make: () => sheetOf('<row r="1"><c r="__proto__"><v>1</v></c></row>'),
    expected: 'damaged-workbook',
  },
  {
    name: 'a text that is not there',
    make: () => sheetOf('<row r="1"><c r="A1" t="s"><v>4000000000</v></c></row>'),
    expected: 'damaged-workbook',
  },
  {
    name: 'cells merged over everything',
    make: () =>
      zip(
        workbookParts({
          sheet: `${SHEET.start}${CELL}<row r="300000"><c r="IV300000"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:IV300000"/></mergeCells></worksheet>`,
        }),
      ),
    expected: 'too-many-cells',
  },
  { name: 'a billion laughs', make: laughs, expected: 'document-type' },
  {
    name: 'an entity that is a file of this machine',
    make: () => stringsOf('<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'),
    expected: 'document-type',
  },
  { name: 'archives in archives', make: nested, expected: 'not-a-ledger' },
  { name: 'a hundred thousand parts', make: manyEntries, expected: 'suspicious-archive' },
  {
    name: 'two parts of one name',
    make: () => zip([...sound(), ...sound()]),
    expected: 'suspicious-archive',
  },
  {
    name: 'a part under a password',
    make: () => zip(sound().map((part) => ({ ...part, flags: 1 }))),
    expected: 'password-protected',
  },
  {
    name: 'a checksum that is wrong',
    make: () => zip(sound().map((part) => ({ ...part, checksum: 1 }))),
    expected: 'damaged-workbook',
  },
  {
    name: 'a part that would lie outside',
    make: () => zip([...sound(), { name: '../../../evil.sh', content: 'x' }]),
    expected: 'damaged-workbook',
  },
  {
    name: 'a text without an end',
    make: () => Buffer.from(`单位,问题\n平岫县,"${'长'.repeat(20 * MEGABYTE)}`),
    fileName: '台账.csv',
    expected: 'broken-last-line',
  },
  {
    name: 'a text of two million rows',
    make: () => Buffer.from('平岫县,窗口\n'.repeat(2_000_000)),
    fileName: '台账.csv',
    expected: 'too-many-rows',
  },
]
