import type { Part } from './archive.ts'

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const SHEET = {
  start: `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>`,
  end: '</sheetData></worksheet>',
} as const

/** What a workbook of one sheet is made of; texts and styles are as the format has them. */
export type Given = {
  readonly sheet: Part['content']
  readonly strings?: string
  readonly more?: readonly Part[]
}

/** The parts of a workbook of the kind .xlsx with one sheet, 台账. */
export function workbookParts({ sheet, strings, more = [] }: Given): readonly Part[] {
  return [
    { name: 'xl/workbook.xml', content: WORKBOOK },
    { name: 'xl/_rels/workbook.xml.rels', content: LINKS },
    { name: 'xl/styles.xml', content: STYLES },
    { name: 'xl/sharedStrings.xml', content: strings ?? shared('<si><t>安坪县</t></si>') },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ...more,
  ]
}

export function shared(texts: string, type = ''): string {
  return `<?xml version="1.0"?>${type}<sst xmlns="${MAIN}">${texts}</sst>`
}

const WORKBOOK = `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="0"/><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`

const LINKS = `<Relationships xmlns="${PACKAGE}">${[
  ['worksheet', 'worksheets/sheet1.xml'],
  ['sharedStrings', 'sharedStrings.xml'],
  ['styles', 'styles.xml'],
]
  .map(
    ([type, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  )
  .join('')}</Relationships>`

const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>`
