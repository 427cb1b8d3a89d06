import { fontFamily, ink } from './ink.ts'
import { textWidth, wrapText } from './text-width.ts'

/** What stands around the drawing in a saved picture, so that it can be read without the app. */
export type PictureHeading = {
  readonly title: string
  readonly subtitle: string
  /** Warnings and the like, one paragraph each, printed under the drawing. */
  readonly notes: readonly string[]
  /** Case, query and date. */
  readonly foot: string
  /** The mark of a practice case; null for a real one. */
  readonly practiceMark: string | null
}

const MARGIN = 20
const SVG = 'http://www.w3.org/2000/svg'
const LIVE_ONLY = new Set(['class', 'style', 'tabindex', 'role', 'data-row'])

/**
 * A drawing on screen as an SVG file that stands alone: title, subtitle, notes and mark inside,
 * nothing left that belongs to the screen. The width is the drawing's own plus the margins.
 */
export function pictureOf(drawing: SVGSVGElement, heading: PictureHeading): string {
  const width = drawing.width.baseVal.value
  const height = drawing.height.baseVal.value
  const above = headLines(heading, width)
  const below = footLines(heading, width)
  const top = MARGIN + depthOf(above) + 10
  const bottom = top + height + 10
  const whole = svgElement('svg', {
    xmlns: SVG,
    width: String(width + 2 * MARGIN),
    height: String(bottom + depthOf(below) + MARGIN),
    'font-family': fontFamily,
  })
  whole.append(svgElement('rect', { width: '100%', height: '100%', fill: ink.card }))
  if (heading.practiceMark !== null) whole.append(...practiceMark(heading.practiceMark, width))
  whole.append(...textElements(above, MARGIN))
  whole.append(placedDrawing(drawing, top))
  whole.append(...textElements(below, bottom))
  return new XMLSerializer().serializeToString(whole)
}

/** Draws an SVG text into a PNG at the given scale. Fails where the picture is not well formed. */
export async function rasterise(svg: string, scale = 2): Promise<Uint8Array<ArrayBuffer>> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * scale
    canvas.height = image.naturalHeight * scale
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new RangeError('the picture is larger than a canvas can be')
    return new Uint8Array(await blob.arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}

type Line = {
  readonly text: string
  readonly size: number
  readonly height: number
  readonly weight: number
  readonly fill: string
}

function headLines({ title, subtitle, practiceMark: mark }: PictureHeading, width: number): Line[] {
  const beside = mark === null ? 0 : textWidth(mark, 12) + 24
  return [
    ...lines(title, width - beside, { size: 17, height: 26, weight: 600, fill: ink.text }),
    ...lines(subtitle, width, { size: 12, height: 18, weight: 400, fill: ink.note }),
  ]
}

function footLines({ notes, foot }: PictureHeading, width: number): Line[] {
  return [
    ...notes.flatMap((note) =>
      lines(note, width, { size: 12, height: 18, weight: 400, fill: ink.second }),
    ),
    ...lines(foot, width, { size: 12, height: 18, weight: 400, fill: ink.note }),
  ]
}

function lines(text: string, width: number, look: Omit<Line, 'text'>): Line[] {
  return wrapText(text, width, look.size).map((line) => ({ text: line, ...look }))
}

function depthOf(all: readonly Line[]): number {
  return all.reduce((sum, { height }) => sum + height, 0)
}

function textElements(all: readonly Line[], from: number): SVGElement[] {
  let y = from
  return all.map(({ text, size, height, weight, fill }) => {
    const element = svgElement('text', {
      x: String(MARGIN),
      y: String(y + height - (height - size) / 2 - 2),
      'font-size': String(size),
      'font-weight': String(weight),
      fill,
    })
    element.textContent = text
    y += height
    return element
  })
}

function practiceMark(mark: string, width: number): SVGElement[] {
  const wide = textWidth(mark, 12) + 14
  const left = width + MARGIN - wide
  const frame = svgElement('rect', {
    x: String(left),
    y: String(MARGIN + 3),
    width: String(wide),
    height: '20',
    fill: 'none',
    stroke: ink.reason,
  })
  const word = svgElement('text', {
    x: String(left + 7),
    y: String(MARGIN + 17),
    'font-size': '12',
    'font-weight': '600',
    fill: ink.reason,
  })
  word.textContent = mark
  return [frame, word]
}

function placedDrawing(drawing: SVGSVGElement, top: number): SVGElement {
  const copy = svgElement('g', { transform: `translate(${MARGIN} ${top})` })
  for (const child of drawing.children) copy.append(child.cloneNode(true))
  for (const element of copy.querySelectorAll('[data-live], title, desc')) element.remove()
  for (const element of copy.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) {
      if (LIVE_ONLY.has(name) || name.startsWith('aria-')) element.removeAttribute(name)
    }
  }
  return copy
}

function svgElement(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
