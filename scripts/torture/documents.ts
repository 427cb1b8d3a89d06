import type { Random } from '#db/kernel/random.ts'

import type { Part } from './archive.ts'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const WORDS = ['三号窗口中午没有人', '约谈记录', '一张证明跑四趟', '“说明”&lt;初稿&gt;', '', '乡里']

/** The parts of a document that uses what documents use: runs, tables, tracked changes, fields. */
export function docxParts(random: Random): readonly Part[] {
  const pieces = Array.from({ length: random.whole(1, 24) }, () =>
    random.pick([paragraph, paragraph, table, tracked, field])(random),
  )
  const content = `<?xml version="1.0"?><w:document xmlns:w="${WORD}"><w:body>${pieces.join('')}<w:sectPr/></w:body></w:document>`
  return [
    { name: '[Content_Types].xml', content: TYPES },
    { name: '_rels/.rels', content: LINKS },
    { name: 'word/document.xml', content },
    { name: 'word/styles.xml', content: `<w:styles xmlns:w="${WORD}"/>` },
  ]
}

function paragraph(random: Random): string {
  const runs = Array.from({ length: random.whole(0, 4) }, () => run(random))
  return `<w:p><w:pPr><w:jc w:val="both"/></w:pPr>${runs.join('')}</w:p>`
}

function run(random: Random): string {
  const text = `<w:t xml:space="preserve">${random.pick(WORDS)}</w:t>`
  return `<w:r><w:rPr><w:b/></w:rPr>${random.pick([text, `${text}<w:tab/>${text}`, `${text}<w:br/>`])}</w:r>`
}

function table(random: Random): string {
  const cell = () => `<w:tc>${paragraph(random)}</w:tc>`
  const rows = Array.from({ length: random.whole(1, 4) }, () => `<w:tr>${cell()}${cell()}</w:tr>`)
  return `<w:tbl>${rows.join('')}</w:tbl>`
}

function tracked(random: Random): string {
  const old = `<w:del w:id="1"><w:r><w:delText>${random.pick(WORDS)}</w:delText></w:r></w:del>`
  return `<w:p>${old}<w:ins w:id="2">${run(random)}</w:ins></w:p>`
}

function field(random: Random): string {
  const text = random.pick(['INCLUDETEXT "c:/x"', 'HYPERLINK "http://example.com"', 'PAGE'])
  return `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${text}</w:instrText></w:r>${run(random)}</w:p>`
}

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'

const LINKS = `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`
