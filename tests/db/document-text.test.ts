import { describe, expect, test } from 'vitest'

import { readDocument, readDocumentText } from '#db/intake/reader/document-text.ts'
import { Failure } from '#db/kernel/failure.ts'
import { randomFrom } from '#db/kernel/random.ts'
import { packRepeated, type Part, zip } from '#scripts/torture/archive.ts'

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

describe('the words of a document', () => {
  test('are its paragraphs, with tabs and breaks', async () => {
    const text = await wordsOf(
      '<w:p><w:r><w:t>三号窗口</w:t><w:tab/><w:t>无人</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>',
    )
    expect(text).toEqual({ paragraphs: ['三号窗口\t无人', '', '一\n二'], isWhole: true })
  })

  test('keep each row of a table in one line', async () => {
    const cell = (words: string) => `<w:tc><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:tc>`
    const { paragraphs } = await wordsOf(`<w:tbl><w:tr>${cell('甲')}${cell('乙')}</w:tr></w:tbl>`)
    expect(paragraphs).toEqual(['甲 \t乙'])
  })

  test('leave out what was deleted and what a field would do', async () => {
    const { paragraphs } = await wordsOf(
      '<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:instrText>INCLUDETEXT "c:/x"</w:instrText><w:t>新</w:t></w:r></w:p>',
    )
    expect(paragraphs).toEqual(['新'])
  })

  test('say when there are more than are shown', async () => {
    const random = randomFrom('words')
    const words = () => Array.from({ length: 700 }, () => random.whole(1e6, 1e7)).join(' ')
    const long = Array.from({ length: 400 }, () => `<w:p><w:r><w:t>${words()}</w:t></w:r></w:p>`)
    const { isWhole } = await wordsOf(long.join(''))
    expect(isWhole).toBe(false)
  })
})

describe('a workbook', () => {
  const parts: readonly Part[] = [{ name: 'xl/workbook.xml', content: '<workbook/>' }]
  const judge = (more: readonly Part[]) => readDocument(zip([...parts, ...more]), '台账.XLSX')

  test('has no words to show, and is judged all the same', async () => {
    expect(await judge([])).toEqual({ paragraphs: [], isWhole: false })
    await expect(judge([{ name: 'xl/vbaProject.bin', content: 'x' }])).rejects.toMatchObject({
      reasons: [{ code: 'attachment.has-macros', about: ['台账.XLSX'] }],
    })
    await expect(readDocument(zip([{ name: 'a', content: 'a' }]), '台账.xlsx')).rejects.toThrow(
      'attachment.damaged-document',
    )
  })
})

describe('a document that is not what it should be', () => {
  test.each<[string, Buffer, string]>([
    ['no archive', Buffer.from('PK\u0003\u0004 and nothing'), 'damaged-document'],
    ['cut off', document('<w:p/>').subarray(0, 60), 'damaged-document'],
    ['no words in it', zip([{ name: 'a.txt', content: 'a' }]), 'damaged-document'],
    ['not XML', document('<w:p>'), 'damaged-document'],
    [
      'a document type',
      zip([{ name: 'word/document.xml', content: '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>' }]),
      'unsafe-document',
    ],
    ['elements without end', document('<w:p>'.repeat(5000)), 'unsafe-document'],
    ['a program', document('', { name: 'word/vbaProject.bin', content: 'x' }), 'has-macros'],
    ['a password', document('', { name: 'a', content: 'x', flags: 1 }), 'has-password'],
  ])('is refused: %s', async (_what, bytes, code) => {
    expect(await refusalOf(bytes)).toBe(code)
  })

  test('is refused before it fills the memory', async () => {
    const content = packRepeated(`<w:document ${WORD}>`, '<w:p/>'.repeat(20_000), 4000, '')
    expect(await refusalOf(zip([{ name: 'word/document.xml', content }]))).toBe('unsafe-document')
  })

  test('is read or refused in words, whichever bytes are damaged', async () => {
    const whole = document('<w:p><w:r><w:t>三号窗口中午没有人</w:t></w:r></w:p>'.repeat(20))
    const random = randomFrom('document')
    for (let turn = 0; turn < 500; turn += 1) {
      const bytes = Buffer.from(whole)
      for (let flip = random.whole(1, 8); flip > 0; flip -= 1) {
        bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255)
      }
      const code = await refusalOf(bytes.subarray(0, random.whole(bytes.length / 2, bytes.length)))
      expect(code === undefined || !code.startsWith('intake.')).toBe(true)
    }
  })
})

function document(body: string, ...more: readonly Part[]): Buffer {
  const content = `<?xml version="1.0"?><w:document ${WORD}><w:body>${body}</w:body></w:document>`
  return zip([{ name: 'word/document.xml', content }, ...more])
}

function wordsOf(body: string) {
  return readDocumentText(document(body), 'a.docx')
}

/** The code of the refusal; nothing when it was read. Anything else that is thrown fails the test. */
async function refusalOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    await readDocumentText(bytes, 'a.docx')
    return undefined
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.reasons[0]?.code.replace('attachment.', '')
  }
}
