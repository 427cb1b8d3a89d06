import { expect, test } from 'vitest'

import { readLedger } from '#db/intake/reader/read-ledger.ts'
import { openArchive } from '#db/intake/reader/zip.ts'
import { writeWorkbook } from '#electron/workbook.ts'
import { brokenHalves, naughty } from '#tests/fixtures/naughty.ts'

function workbookOf(texts: readonly string[]): Promise<Buffer> {
  const rows = texts.map((text, at) => [at, text])
  const columns = [
    { title: '序号', width: 8 },
    { title: '文字', width: 40 },
  ]
  return writeWorkbook({
    suggestedName: '表',
    sheets: [{ name: '表', heading: [], columns, rows }],
  })
}

test('whatever a text is, the workbook opens, gives it back and has no formula', async () => {
  const bytes = await workbookOf(naughty)
  const { sheets } = await readLedger(bytes, '表.xlsx')
  expect(sheets[0]?.rows.slice(1).map(([, text]) => text)).toEqual(naughty)
  const archive = await openArchive(bytes)
  let sheet = ''
  await archive.readText('xl/worksheets/sheet1.xml', (piece) => {
    sheet += piece
  })
  archive.close()
  expect(sheet).toContain('<c ')
  expect(sheet).not.toMatch(/<f[ >/]/)
})

test('half of a sign, which no file can hold, leaves the rest as it is', async () => {
  const { sheets } = await readLedger(await workbookOf([...brokenHalves, '完']), '表.xlsx')
  const texts = sheets[0]?.rows.slice(1).map(([, text = '']) => text)
  expect(texts).toHaveLength(brokenHalves.length + 1)
  expect(texts?.join('')).toMatch(/^.*后.*前.*完$/)
})
