import type { Content } from './kinds.ts'

/** So many bytes from the beginning of a file are enough to tell what it is. */
export const HEAD_BYTES = 4096

/** `begins` is Latin-1, so that each of its characters is one byte. */
type Mark = { readonly content: Content; readonly begins: string; readonly at8?: string }

const MARKS: readonly Mark[] = [
  { content: 'jpeg', begins: '\u00FF\u00D8\u00FF' },
  { content: 'png', begins: '\u0089PNG\r\n\u001A\n' },
  { content: 'gif', begins: 'GIF87a' },
  { content: 'gif', begins: 'GIF89a' },
  { content: 'webp', begins: 'RIFF', at8: 'WEBP' },
  { content: 'wav', begins: 'RIFF', at8: 'WAVE' },
  { content: 'pdf', begins: '%PDF-' },
  { content: 'zip', begins: 'PK\u0003\u0004' },
  { content: 'mp3', begins: 'ID3' },
  { content: 'ogg', begins: 'OggS' },
  { content: 'oldOffice', begins: '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1' },
  // Windows, Linux, the four byte orders and widths of macOS, Java, scripts.
  { content: 'program', begins: 'MZ' },
  { content: 'program', begins: '\u007FELF' },
  { content: 'program', begins: '\u00CF\u00FA\u00ED\u00FE' },
  { content: 'program', begins: '\u00CE\u00FA\u00ED\u00FE' },
  { content: 'program', begins: '\u00FE\u00ED\u00FA\u00CF' },
  { content: 'program', begins: '\u00FE\u00ED\u00FA\u00CE' },
  { content: 'program', begins: '\u00CA\u00FE\u00BA\u00BE' },
  { content: 'program', begins: '#!' },
  { content: 'archive', begins: 'PK\u0005\u0006' },
  { content: 'archive', begins: 'Rar!\u001A\u0007' },
  { content: 'archive', begins: '7z\u00BC\u00AF\u0027\u001C' },
  { content: 'archive', begins: '\u001F\u008B' },
  { content: 'archive', begins: 'BZh' },
  { content: 'archive', begins: '\u00FD7zXZ\u0000' },
]

const HEIC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])
const FOREIGN_FILM = new Set(['qt  ', 'avif', 'avis', 'crx '])
const PAGE = /^\s*<(?:!doctype|\?xml|html|head|body|script|svg|iframe)\b/i

/**
 * What the beginning of a file says that it is, whatever its name. Reads at most `HEAD_BYTES`, and
 * believes nothing that the file says of its own length.
 */
export function sniff(file: Uint8Array): Content {
  const head = file.subarray(0, HEAD_BYTES)
  const start = latin(head, 0, 64)
  const mark = MARKS.find(
    ({ begins, at8 }) => start.startsWith(begins) && (!at8 || start.startsWith(at8, 8)),
  )
  if (mark) return mark.content
  if (start.startsWith('ftyp', 4)) return filmOf(start.slice(8, 12))
  if (start.startsWith('\u001AE\u00DF\u00A3')) return start.includes('webm') ? 'webm' : 'unknown'
  if (isLayerThree(head)) return 'mp3'
  return textOf(head)
}

function filmOf(brand: string): Content {
  if (HEIC.has(brand)) return 'heic'
  return FOREIGN_FILM.has(brand) ? 'unknown' : 'mp4'
}

/** The frame header of MPEG audio, layer III: UTF-16 begins alike, but with the bits of layer I. */
function isLayerThree(head: Uint8Array): boolean {
  const [first = 0, second = 0] = head
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) === 0x02
}

/** Texts are UTF-8 or GB 18030, where no byte below the space stands but tab and ends of lines. */
function textOf(head: Uint8Array): Content {
  if (head.length === 0) return 'unknown'
  const isWords = head.every((byte) => byte >= 0x20 || [0x09, 0x0a, 0x0c, 0x0d].includes(byte))
  if (!isWords || head.includes(0x7f)) return 'unknown'
  const words = latin(head, 0, HEAD_BYTES).replace('\u00EF\u00BB\u00BF', '')
  if (words.startsWith('#!')) return 'program'
  return PAGE.test(words) ? 'page' : 'text'
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCodePoint(...bytes.subarray(from, to))
}
