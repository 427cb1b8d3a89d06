import { SaxesParser } from 'saxes'

import type { Archive } from './zip.ts'
import { limits, refusal } from './limits.ts'

/** What is done with the elements of one part. Names come without their namespace prefix. */
export type Handlers = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Reads one part of a workbook as XML. Document types, and with them entities, are refused. */
export async function readXml(archive: Archive, part: string, handlers: Handlers): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false })
  parser.on('error', () => {
    throw refusal('damaged-workbook')
  })
  parser.on('doctype', () => {
    throw refusal('document-type')
  })
  parser.on('opentag', ({ name, attributes }) => handlers.open?.(local(name), attributes))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', ({ name }) => handlers.close?.(local(name)))
  let pending = 0
  await archive.readText(part, (piece) => {
    // The parser holds a text until it ends, so that an endless one must be seen before.
    const last = piece.lastIndexOf('<')
    pending = last < 0 ? pending + piece.length : piece.length - last
    if (pending > limits.textCharacters) throw refusal('suspicious-archive')
    parser.write(piece)
  })
  parser.close()
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** Workbooks write characters that XML forbids as `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )
}
