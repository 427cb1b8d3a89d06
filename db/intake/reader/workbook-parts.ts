import { limits, refusal } from './limits.ts'
import { builtInKind, kindOfFormat, type NumberKind } from './number-format.ts'
import { readXml, unescapeText } from './xml.ts'
import type { Archive } from './zip.ts'

export type SheetPart = { readonly name: string; readonly part: string; readonly hidden: boolean }

export type WorkbookParts = {
  readonly date1904: boolean
  readonly sheets: readonly SheetPart[]
  /** The kind of numbers by the cell style that they bear. */
  readonly styles: readonly NumberKind[]
  readonly strings: readonly string[]
}

const WORKBOOK = 'xl/workbook.xml'

/** Reads what the sheets of a workbook have in common: their list, texts and number formats. */
export async function readWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  const { targets, strings, styles } = await readRelations(archive)
  const sheets: SheetPart[] = []
  let date1904 = false
  await readXml(archive, WORKBOOK, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isTrue(attributes['date1904'])
      if (name !== 'sheet') return
      const part = targets.get(relationOf(attributes))
      // A sheet that is a chart has no cells and is not among the targets.
      if (part === undefined) return
      const state = attributes['state'] ?? 'visible'
      sheets.push({ name: attributes['name'] ?? '', part, hidden: state !== 'visible' })
    },
  })
  if (sheets.length > limits.sheets) throw refusal('too-many-sheets', String(limits.sheets))
  return {
    date1904,
    sheets,
    styles: styles === undefined ? [] : await readStyles(archive, styles),
    strings: strings === undefined ? [] : await readStrings(archive, strings),
  }
}

function relationOf(attributes: Readonly<Record<string, string>>): string {
  const found = Object.entries(attributes).find(([name]) => name.endsWith(':id'))
  return found?.[1] ?? ''
}

async function readRelations(archive: Archive) {
  const targets = new Map<string, string>()
  let strings: string | undefined
  let styles: string | undefined
  await readXml(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
      if (!archive.has(part)) return
      if (Type.endsWith('/worksheet')) targets.set(Id, part)
      else if (Type.endsWith('/sharedStrings')) strings = part
      else if (Type.endsWith('/styles')) styles = part
    },
  })
  return { targets, strings, styles }
}

async function readStyles(archive: Archive, part: string): Promise<NumberKind[]> {
  const formats = new Map<number, NumberKind>()
  const styles: NumberKind[] = []
  let inCells = false
  await readXml(archive, part, {
    open(name, attributes) {
      const id = Number(attributes['numFmtId'] ?? 0)
      if (name === 'numFmt') formats.set(id, kindOfFormat(attributes['formatCode'] ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) styles.push(formats.get(id) ?? builtInKind(id))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** The shared texts. Readings (rPh) that East Asian workbooks put beside them are left out. */
async function readStrings(archive: Archive, part: string): Promise<string[]> {
  const strings: string[] = []
  const text = textCollector()
  let characters = 0
  await readXml(archive, part, {
    open(name) {
      if (name === 'si') text.start()
      else text.open(name)
    },
    text: (piece) => {
      text.add(piece)
    },
    close(name) {
      text.close(name)
      if (name !== 'si') return
      const string = text.end()
      strings.push(string)
      characters += string.length
      if (strings.length > limits.places) throw refusal('too-many-cells', String(limits.places))
      if (characters > limits.characters) {
        throw refusal('too-much-text', String(limits.characters))
      }
    },
  })
  return strings
}

/** Gathers the text of `t` elements, which a rich text has several of. */
export function textCollector() {
  let gathered = ''
  let inText = false
  let inReading = false
  return {
    start() {
      gathered = ''
    },
    open(name: string) {
      if (name === 't') inText = true
      else if (name === 'rPh') inReading = true
    },
    add(piece: string) {
      if (!inText || inReading) return
      gathered += piece
      // Longer than any cell, even one written with all its escapes.
      if (gathered.length > limits.textCharacters) throw refusal('suspicious-archive')
    },
    close(name: string) {
      if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
    },
    end: () => unescapeText(gathered),
  }
}

/** Truth as XML Schema writes it. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
