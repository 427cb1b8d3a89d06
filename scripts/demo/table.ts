import stringWidth from 'string-width'

import type { Table } from './report.ts'

const GAP = '  '

/** A table in columns of equal width, counting full-width characters as two; figures to the right. */
export function alignTable({ heads, rows }: Table): string {
  const texts = [heads.map(({ text }) => text), ...rows]
  const widths = heads.map((_head, column) =>
    Math.max(...texts.map((cells) => stringWidth(cells[column] ?? ''))),
  )
  const lines = texts.map((cells) =>
    heads
      .map(({ figure }, column) => pad(cells[column] ?? '', widths[column] ?? 0, figure))
      .join(GAP)
      .trimEnd(),
  )
  const rule = widths.map((width) => '-'.repeat(width)).join(GAP)
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

function pad(text: string, width: number, figure: boolean): string {
  const blank = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return figure ? blank + text : text + blank
}
