import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'

import { MatrixHead } from './matrix-head.tsx'
import { MatrixRow } from './matrix-row.tsx'
import type { Speaker } from './speaker.ts'
import type { MatrixUnit } from './use-matrix-rows.ts'

export type Cell = { readonly row: number; readonly column: number }

type Props = {
  readonly total: number
  readonly types: readonly string[]
  readonly unitAt: (index: number) => MatrixUnit | undefined
  readonly speaker: Speaker
  readonly onVisible: (visible: { readonly from: number; readonly to: number }) => void
  readonly onOpen: (problemType: string, unit: MatrixUnit) => void
}

const ROW = 24
const PAGE_STEP = 12

/** Units × types. Only the rows in sight are in the page; one tab stop, arrows move in it. */
export function MatrixGrid(props: Props) {
  const { total, types, unitAt, speaker, onOpen } = props
  const { scroll, rows, active, setActive, press } = useMatrixGrid(props)
  return (
    <div
      ref={scroll}
      className="matrix-scroll"
      role="grid"
      tabIndex={-1}
      aria-label={speaker.t('matrix.title')}
      aria-rowcount={total + 1}
      aria-colcount={types.length + 1}
      onKeyDown={press}
    >
      <MatrixHead types={types} speaker={speaker} />
      <div className="matrix-rows" role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <MatrixRow
            key={index}
            index={index}
            start={start}
            unit={unitAt(index)}
            previous={unitAt(index - 1)}
            types={types}
            active={active.row === index ? active.column : null}
            speaker={speaker}
            onOpen={(column, unit) => {
              setActive({ row: index, column })
              const type = types[column]
              if (type !== undefined) onOpen(type, unit)
            }}
          />
        ))}
      </div>
    </div>
  )
}

/** The rows that are drawn, the cell that the keys stand on, and what the keys do. */
function useMatrixGrid({ total, types, unitAt, onVisible, onOpen }: Props) {
  const scroll = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 })
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const drawn = rows.getVirtualItems()
  useTellVisible(drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0, onVisible)

  function go(to: Cell) {
    setActive(to)
    rows.scrollToIndex(to.row)
    // The row may enter the page only now; the focus follows once it is drawn.
    requestAnimationFrame(() => {
      const cell = scroll.current?.querySelector(`[data-cell="${to.row} ${to.column}"]`)
      if (cell instanceof HTMLElement) cell.focus({ preventScroll: false })
    })
  }

  function press(event: KeyboardEvent) {
    const unit = unitAt(active.row)
    const type = types[active.column]
    if ((event.key === 'Enter' || event.key === ' ') && unit && type !== undefined) {
      event.preventDefault()
      onOpen(type, unit)
      return
    }
    const to = stepFrom(active, event, { rows: total, columns: types.length })
    if (!to) return
    event.preventDefault()
    event.stopPropagation()
    go(to)
  }

  return { scroll, rows, active, setActive, press }
}

function useTellVisible(from: number, to: number, onVisible: Props['onVisible']): void {
  const tell = useEffectEvent(onVisible)
  useEffect(() => tell({ from, to }), [from, to])
}

/** The cell that a key leads to, within the grid; undefined for keys that do not move. */
function stepFrom(
  { row, column }: Cell,
  { key, ctrlKey }: KeyboardEvent,
  size: { readonly rows: number; readonly columns: number },
): Cell | undefined {
  const within = (to: Cell): Cell => ({
    row: Math.max(0, Math.min(size.rows - 1, to.row)),
    column: Math.max(0, Math.min(size.columns - 1, to.column)),
  })
  if (key === 'ArrowUp') return within({ row: row - 1, column })
  if (key === 'ArrowDown') return within({ row: row + 1, column })
  if (key === 'ArrowLeft') return within({ row, column: column - 1 })
  if (key === 'ArrowRight') return within({ row, column: column + 1 })
  if (key === 'PageUp') return within({ row: row - PAGE_STEP, column })
  if (key === 'PageDown') return within({ row: row + PAGE_STEP, column })
  if (key === 'Home') return within({ row: ctrlKey ? 0 : row, column: 0 })
  if (key === 'End') return within({ row: ctrlKey ? size.rows : row, column: size.columns })
  return undefined
}
