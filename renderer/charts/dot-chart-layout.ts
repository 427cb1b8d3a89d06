import type { MarkShape } from './mark.tsx'
import { textWidth, wrapText } from './text-width.ts'

/** One row of the chart. Texts are ready to print; `point` is null where no share may be given. */
export type DotRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shape: MarkShape
  readonly word: string
  readonly found: number
  readonly examined: number
  readonly point: { readonly share: number; readonly low: number; readonly high: number } | null
  /** Stands in place of the point. */
  readonly instead: string
  readonly share: string
  /** Whether the share has enough behind it to be printed in bold. */
  readonly strong: boolean
  readonly interval: string
  readonly range: string
  readonly places: string
}

export type Column = 'count' | 'share' | 'interval' | 'range' | 'places' | 'word'
export type DotHeads = Readonly<Record<Column | 'type', string>>

export type PlacedRow = DotRow & {
  readonly lines: readonly string[]
  /** The lines of what stands in place of the point. */
  readonly reasons: readonly string[]
  readonly top: number
  readonly height: number
}

export type DotLayout = {
  readonly width: number
  readonly height: number
  readonly head: number
  /** Where the plot begins and how wide it is, in pixels. */
  readonly plot: { readonly x: number; readonly width: number }
  /** Right edge of each column of figures that has room; of `word` the left edge. */
  readonly columns: Readonly<Partial<Record<Column, number>>>
  readonly slash: number
  readonly rows: readonly PlacedRow[]
}

export const CODE_WIDTH = 32
const HEAD = 36
const LINE = 15

/** Columns leave in this order when room is short; x/n, interval and word always stay. */
const roomFor: Readonly<Partial<Record<Column, number>>> = { places: 840, range: 700, share: 600 }
const widths = { count: 66, share: 48, interval: 70, range: 78, places: 66 } as const

/** Places names, plot and columns of figures in a width of pixels; long names take more lines. */
export function layoutDots(
  rows: readonly DotRow[],
  heads: DotHeads,
  width: number,
  { rowHeight = 26 }: { readonly rowHeight?: number } = {},
): DotLayout {
  const wordWidth = 36 + Math.max(textWidth(heads.word, 12), ...rows.map(wordWidthOf))
  const kept = (['count', 'share', 'interval', 'range', 'places'] as const).filter(
    (column) =>
      width >= (roomFor[column] ?? 0) && (column !== 'range' || rows.some(({ range }) => range)),
  )
  const figures = kept.reduce((sum, column) => sum + widths[column], 0)
  const longest = Math.max(...rows.map(({ name }) => textWidth(name, 13)), 60)
  const names = Math.min(
    CODE_WIDTH + longest + 14,
    Math.round((width - figures - wordWidth) * 0.55),
  )
  const plot = { x: names + 8, width: width - names - figures - wordWidth - 16 }
  const columns: Partial<Record<Column, number>> = {}
  let right = plot.x + plot.width + 8
  for (const column of kept) {
    right += widths[column]
    columns[column] = right
  }
  columns.word = right + 14
  const placed = placeRows(rows, { names: names - CODE_WIDTH - 10, plot: plot.width }, rowHeight)
  const digits = Math.max(...rows.map(({ examined }) => String(examined).length), 2)
  return {
    width,
    height: HEAD + placed.reduce((sum, row) => sum + row.height, 0),
    head: HEAD,
    plot,
    columns,
    slash: (columns.count ?? right) - digits * 7.4 - 4,
    rows: placed,
  }
}

/** Prevalent is printed in bold, which is wider. */
function wordWidthOf({ word, shape }: DotRow): number {
  return textWidth(word, 13) * (shape === 'diamond' ? 1.08 : 1)
}

function placeRows(
  rows: readonly DotRow[],
  width: { readonly names: number; readonly plot: number },
  height: number,
): PlacedRow[] {
  let top = 0
  return rows.map((row) => {
    const lines = wrapText(row.name, width.names, 13)
    const reasons = row.point === null ? wrapText(row.instead, width.plot + 8, 12) : []
    const most = Math.max(lines.length, reasons.length, 1)
    const placed = { ...row, lines, reasons, top, height: height + (most - 1) * LINE }
    top += placed.height
    return placed
  })
}

/** The vertical place of each of the lines of a text in a row. */
export function baselines(row: PlacedRow, lines: readonly string[]): readonly number[] {
  const first = row.top + row.height / 2 - ((lines.length - 1) * LINE) / 2 + 4.5
  return lines.map((_line, index) => first + index * LINE)
}
