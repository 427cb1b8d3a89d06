import { Failure } from '#db/kernel/failure.ts'

import { readXml } from './xml.ts'
import { type Archive, openArchive } from './zip.ts'

const DOCUMENT = 'word/document.xml'
const WORKBOOK = 'xl/workbook.xml'
const MOST_CHARACTERS = 2_000_000
const DEEPEST = 256
const PROGRAMS = ['word/vbaProject.bin', 'word/activeX/']
const WORKBOOK_PROGRAMS = ['xl/vbaProject.bin', 'xl/activeX/', 'xl/macrosheets/']

/** The words of a document. `isWhole` is false where it has more than is shown. */
type DocumentText = {
  readonly paragraphs: readonly string[]
  readonly isWhole: boolean
}

/**
 * Reads a document that is attached: the words of a DOCX; of a workbook only that it is one, and
 * carries no programs, for it has no view. Fails as `readDocumentText` does.
 */
export function readDocument(bytes: Uint8Array, name: string): Promise<DocumentText> {
  return name.toLowerCase().endsWith('.xlsx')
    ? judgeWorkbook(bytes, name)
    : readDocumentText(bytes, name)
}

async function judgeWorkbook(bytes: Uint8Array, name: string): Promise<DocumentText> {
  try {
    const archive = await openArchive(bytes)
    const isOne = archive.has(WORKBOOK)
    const hasPrograms = WORKBOOK_PROGRAMS.some((part) => archive.hasBelow(part))
    archive.close()
    if (!isOne) throw failure('attachment.damaged-document', name)
    if (hasPrograms) throw failure('attachment.has-macros', name)
    return { paragraphs: [], isWhole: false }
  } catch (error) {
    throw inWordsOfAttachments(error, name)
  }
}

/**
 * Reads the words of a DOCX: paragraphs, with the cells of a row apart by tabs. What was deleted
 * under tracked changes is no longer said; fields give what they show, never what they would do.
 * Links, macros, pictures and embedded files are not followed. Fails `refused` with a code
 * `attachment.…` that is about the name.
 */
export async function readDocumentText(bytes: Uint8Array, name: string): Promise<DocumentText> {
  try {
    const archive = await openArchive(bytes)
    try {
      return await readWords(archive, name)
    } finally {
      archive.close()
    }
  } catch (error) {
    throw inWordsOfAttachments(error, name)
  }
}

async function readWords(archive: Archive, name: string): Promise<DocumentText> {
  if (!archive.has(DOCUMENT)) throw failure('attachment.damaged-document', name)
  if (PROGRAMS.some((part) => archive.hasBelow(part))) {
    throw failure('attachment.has-macros', name)
  }
  const words = new Words()
  let depth = 0
  await readXml(archive, DOCUMENT, {
    open(element) {
      depth += 1
      if (depth > DEEPEST) throw failure('attachment.unsafe-document', name)
      words.open(element)
    },
    text: (text) => {
      words.text(text)
    },
    close(element) {
      depth -= 1
      words.close(element)
    },
  })
  return words.done()
}

/** Gathers paragraphs. A cell of a table holds paragraphs itself, which are put in one line. */
class Words {
  readonly #paragraphs: string[] = []
  #line = ''
  #count = 0
  #isText = false
  #rows = 0

  open(element: string): void {
    this.#isText = element === 't'
    if (element === 'tab') this.#add('\t')
    if (element === 'br' || element === 'cr') this.#add(this.#rows > 0 ? ' ' : '\n')
    if (element === 'tr') this.#rows += 1
  }

  text(text: string): void {
    if (this.#isText) this.#add(text)
  }

  close(element: string): void {
    this.#isText = false
    if (element === 'tr') this.#rows -= 1
    if (element === 'tc' && this.#rows > 0) this.#add('\t')
    if (element === 'p' && this.#rows > 0) this.#add(' ')
    if (this.#rows === 0 && (element === 'p' || element === 'tr')) this.#end()
  }

  done(): DocumentText {
    return { paragraphs: this.#paragraphs, isWhole: this.#count <= MOST_CHARACTERS }
  }

  #add(text: string): void {
    this.#count += text.length
    if (this.#count <= MOST_CHARACTERS) this.#line += text
  }

  #end(): void {
    // An empty paragraph costs as well: a document of nothing else must have an end too.
    this.#count += 1
    if (this.#count <= MOST_CHARACTERS) this.#paragraphs.push(this.#line.trimEnd())
    this.#line = ''
  }
}

/** The archive and its XML are read as those of ledgers are, whose sentences speak of workbooks. */
function inWordsOfAttachments(error: unknown, name: string): unknown {
  if (!(error instanceof Failure)) return error
  switch (error.reasons[0]?.code ?? '') {
    case 'intake.password-protected':
      return failure('attachment.has-password', name)
    case 'intake.suspicious-archive':
    case 'intake.document-type':
      return failure('attachment.unsafe-document', name)
    case 'intake.damaged-workbook':
      return failure('attachment.damaged-document', name)
    default:
      return error
  }
}

function failure(code: string, name: string): Failure {
  return new Failure('refused', [{ code, about: [name] }])
}
