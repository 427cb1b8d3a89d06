import type { Random } from '#db/kernel/random.ts'

import { type Part, zip } from './archive.ts'
import { docxParts } from './documents.ts'
import { csv, xls, xlsAround, xlsStream, xlsx, xlsxParts } from './ledgers.ts'

/** What a damaged or hostile sheet may hold where nobody expects it. */
const XML = [
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '<c r="__proto__"><v>1</v></c>',
  '<c r="constructor" t="s"><v>__proto__</v></c>',
  '<',
  '&#0;',
  '&#x110000;',
  '&x;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '<?xml version="9"?>',
  '<row r="-1">',
  '<row r="1e9">',
  '\u0000',
  '<c r="A1" t="s"><v>1e9</v></c>',
  '<c r="XFD1048576"><v>1</v></c>',
  '<c s="99999999"><v>NaN</v></c>',
  '<c s="1"><v>1e308</v></c>',
  '<c s="2"><v>-99999999999</v></c>',
  '<mergeCell ref="A1:XFD1048576"/>',
  '<mergeCell ref="B2:A1"/>',
  '</sheetData>',
  '<numFmt numFmtId="164" formatCode="[h]:mm:ss;;;;;[$-409]"/>',
  '<Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/>',
  'xmlns:a="a" a:id="rId1"',
  '_x0000__xD800_',
  '\uFFFE\uD800',
] as const

const TEXT = [
  '"',
  '""',
  '"\n',
  '\r',
  '\u0000',
  '\u2028',
  '\uFEFF',
  '\u001A',
  '=cmd|/c calc!A1',
  '\\',
] as const

/** What a damaged or hostile document may hold where nobody expects it. */
const DOCUMENT = [
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '&x;',
  '&#0;',
  '&#x110000;',
  '<',
  ']]>',
  '<![CDATA[<w:t>',
  '<!--',
  '<?xml version="9"?>',
  '<w:p>',
  '</w:p>',
  '<w:tr>',
  '</w:tc>',
  '</w:body>',
  '<w:t>',
  '<t xmlns="y">甲</t>',
  '<w:tbl><w:tr><w:tc>',
  '<w:altChunk r:id="rId9"/>',
  '<w:object><o:OLEObject ProgID="Package"/></w:object>',
  'xmlns:w="a" w:w="b"',
  '_x0000_\uD800',
  '\u0000',
  '\u202E\u2028\uFFFE',
] as const

/** A damaged or hostile file of this kind: the same one for the same seed. */
export type Mutate = (random: Random) => Promise<Buffer> | Buffer

export const MUTANTS = {
  xlsx: (random) =>
    random.pick<Mutate>([
      () => flipped(xlsx(random), random),
      () => cutOff(xlsx(random), random),
      () => repackedWith(flipped, xlsxParts(random), random),
      () => repackedWith(inserted(XML), xlsxParts(random), random),
      () => repackedWith(torn, xlsxParts(random), random),
      () => repackedWith(numbered, xlsxParts(random), random),
      () => repackedWith(displaced(SOUND), xlsxParts(random), random),
    ])(random),
  xls: (random) =>
    random.pick<Mutate>([
      () => flipped(xls(random), random),
      () => cutOff(xls(random), random),
      () => xlsAround(flipped(xlsStream(xls(random)), random)),
      () => xlsAround(recordsLie(xlsStream(xls(random)), random)),
      () => xlsAround(torn(xlsStream(xls(random)), random)),
    ])(random),
  csv: (random) =>
    random.pick<Mutate>([
      () => flipped(csv(random), random),
      () => cutOff(csv(random), random),
      () => torn(csv(random), random),
      () => inserted(TEXT)(csv(random), random),
      () => noise(random),
    ])(random),
  docx: (random) =>
    random.pick<Mutate>([
      () => flipped(zip(docxParts(random)), random),
      () => cutOff(zip(docxParts(random)), random),
      () => torn(zip(docxParts(random)), random),
      () => repackedWith(flipped, docxParts(random), random),
      () => repackedWith(cutOff, docxParts(random), random),
      () => repackedWith(inserted(DOCUMENT), docxParts(random), random),
      () => repackedWith(torn, docxParts(random), random),
      () => repackedWith(displaced(SOUND_WORDS), docxParts(random), random),
    ])(random),
} as const satisfies Readonly<Record<string, Mutate>>

/** What is done to a sound file. */
export type Damage = (bytes: Buffer, random: Random) => Buffer

/** Some bytes are others. */
export function flipped(whole: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(whole)
  for (let more = random.whole(1, 8); more > 0; more -= 1) {
    bytes.writeUInt8(random.whole(0, 255), random.whole(0, bytes.length - 1))
  }
  return bytes
}

function cutOff(whole: Buffer, random: Random): Buffer {
  return whole.subarray(0, random.whole(0, whole.length - 1))
}

/** A stretch of the file taken out, repeated, or put elsewhere. */
export function torn(whole: Buffer, random: Random): Buffer {
  const [from, to] = [random.whole(0, whole.length), random.whole(0, whole.length)].toSorted(
    (a, b) => a - b,
  )
  const stretch = whole.subarray(from, to)
  const at = random.whole(0, whole.length)
  return random.pick([
    () => Buffer.concat([whole.subarray(0, from), whole.subarray(to)]),
    () => Buffer.concat([whole.subarray(0, at), stretch, whole.subarray(at)]),
    () =>
      Buffer.concat([whole.subarray(0, from), Buffer.alloc(stretch.length), whole.subarray(to)]),
  ])()
}

function inserted(pieces: readonly string[]): Damage {
  return (whole, random) => {
    let bytes = whole
    for (let more = random.whole(1, 4); more > 0; more -= 1) {
      const at = random.whole(0, bytes.length)
      const piece = Buffer.from(random.pick(pieces).repeat(random.chance(0.05) ? 5000 : 1))
      bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
    }
    return bytes
  }
}

/** Other numbers where numbers stand: of rows, texts, styles, days. What is written stays XML. */
export function numbered(whole: Buffer, random: Random): Buffer {
  const share = random.pick([0.002, 0.02, 0.2])
  const text = whole
    .toString()
    .replaceAll(/\d+/g, (number) => (random.chance(share) ? random.pick(NUMBERS) : number))
  return Buffer.from(text)
}

const NUMBERS = [
  '0',
  '1',
  '7',
  '41793',
  '300001',
  '1048577',
  '99999999999',
  '-1',
  '1e999',
  '0.1',
  '',
]

/** Elements that stand where others stood, or twice, or are sound and strange. */
function displaced(sound: readonly string[]): Damage {
  return (whole, random) => {
    const elements = whole.toString().split(/(?=<)/)
    for (let more = random.whole(1, 3); more > 0; more -= 1) {
      const moved = random.pick([random.pick(elements), random.pick(sound), random.pick(sound)])
      // A part may be a single element.
      elements.splice(random.whole(1, Math.max(1, elements.length - 1)), random.whole(0, 1), moved)
    }
    return Buffer.from(elements.join(''))
  }
}

const SOUND = [
  '<c r="C3" t="s"><v>1</v></c>',
  '<c t="unknown" s="-7"><v>x</v></c>',
  '<c r="__proto__"/>',
  '<row r="9" hidden="true"/>',
  '<row/>',
  '<c t="d"><v>2014-06-11T00:00:00Z</v></c>',
  '<f>HYPERLINK("http://example.com")</f>',
  '<x:c xmlns:x="y" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>',
  '<![CDATA[<script>]]>',
  '<!-- -->',
  '<?x y?>',
  '&#x10FFFF;_x0000__xD83D_',
] as const

const SOUND_WORDS = [
  '<w:p/>',
  '<w:t>乙</w:t>',
  '<w:tab/><w:br/><w:cr/>',
  '<w:tr/><w:tc/><w:tbl/>',
  '<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>',
  '<w:hyperlink w:anchor="x"><w:r><w:t>丙</w:t></w:r></w:hyperlink>',
  '<![CDATA[<script>]]>',
  '<!-- -->',
  '<?x y?>',
  '&#x10FFFF;',
] as const

/** A sound archive around a damaged part, so that the damage reaches the reader of that part. */
function repackedWith(damage: Damage, parts: readonly Part[], random: Random): Buffer {
  const damaged = random.pick(parts)
  const more = random.chance(0.2) ? [{ name: random.pick(OUTSIDE), content: 'x' }] : []
  return zip([
    ...parts.map((part) =>
      part === damaged && typeof part.content === 'string'
        ? { ...part, content: damage(Buffer.from(part.content), random) }
        : part,
    ),
    ...more,
  ])
}

const OUTSIDE = [
  '../../../evil.sh',
  '/etc/cron.d/x',
  'C:\\x',
  'xl/worksheets/sheet1.xml',
  'word/document.xml',
  'word/vbaProject.bin',
  '__proto__',
  '',
] as const

/** Records of an old workbook whose kind or length is a lie. */
function recordsLie(stream: Buffer, random: Random): Buffer {
  const starts: number[] = []
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) starts.push(at)
  const bytes = Buffer.from(stream)
  for (let more = random.whole(1, 4); more > 0; more -= 1) {
    const at = random.pick(starts)
    const lie = random.pick([
      0,
      1,
      0x0a,
      0x2f,
      0x203,
      0x0fc,
      0x7fff,
      0xffff,
      random.whole(0, 65_535),
    ])
    bytes.writeUInt16LE(lie, at + random.pick([0, 2]))
  }
  return bytes
}

function noise(random: Random): Buffer {
  const marks = ['', '504b0304', '504b0506', 'd0cf11e0a1b11ae1', 'efbbbf', 'fffe', 'feff']
  const rest = Array.from({ length: random.whole(0, 600) }, () => random.whole(0, 255))
  return Buffer.concat([Buffer.from(random.pick(marks), 'hex'), Buffer.from(rest)])
}
