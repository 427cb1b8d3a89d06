import './records.css'

import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'

import { useWidth } from '#renderer/lib/use-width.ts'

import { gridStep } from './grid-keys.ts'
import { MOST_ROWS, type RecordPages } from './record-pages.ts'
import { RecordGridHead, type Sorting } from './record-grid-head.tsx'
import type { Selection } from './use-selection.ts'

export const ROW_HEIGHT = 32

export type Column<Row, Sort extends string> = {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  readonly sort?: Sort
  readonly numeric?: boolean
  /** Its track in the grid, as CSS writes it; where one column has it all have. */
  readonly width?: string
  /** It leaves where the list has fewer pixels than these. */
  readonly leavesBelow?: number
}

type Props<Row, Sort extends string> = {
  readonly label: string
  readonly className: string
  /** Keys of columns that the person does not want to see. */
  readonly hidden?: readonly string[]
  readonly columns: readonly Column<Row, Sort>[]
  readonly pages: RecordPages<Row>
  readonly sorting: Sorting<Sort>
  readonly onSort: (sorting: Sorting<Sort>) => void
  readonly isOpen: (row: Row) => boolean
  readonly onOpen: (row: Row) => void
  readonly onClose: () => void
  /** What is picked for a step together: with a tick, with space, or with Shift and an arrow. */
  readonly selection?: Selection<Row>
}

/** A list of records as one tab stop: arrows walk it, Enter opens, and only what is seen is drawn. */
export function RecordGrid<Row extends { readonly id: string }, Sort extends string>(
  props: Props<Row, Sort>,
) {
  const { pages, sorting, selection } = props
  const id = useId()
  const { grid, rows, count, active, setActive, press } = useGrid(props)
  const columns = useShownColumns(props, grid)
  const tracks = tracksOf(columns, selection !== undefined)
  const drawn = rows.getVirtualItems()
  const first = drawn[0]?.index ?? 0
  const last = drawn.at(-1)?.index ?? 0
  const show = useEffectEvent(pages.show)
  useEffect(() => show(first, last), [first, last])

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      className={`record-grid ${props.className}`}
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-activedescendant={
        drawn.some(({ index }) => index === active) ? `${id}-${active}` : undefined
      }
      onKeyDown={press}
    >
      <RecordGridHead
        tracks={tracks}
        columns={columns}
        sorting={sorting}
        onSort={props.onSort}
        picks={selection !== undefined}
      />
      <div role="rowgroup" className="record-rows" style={{ height: rows.getTotalSize() }}>
        {drawn.map(({ index, start }) => (
          <GridRow
            key={index}
            id={`${id}-${index}`}
            index={index}
            top={start}
            row={pages.rowAt(index)}
            columns={columns}
            tracks={tracks}
            active={index === active}
            isOpen={props.isOpen}
            selection={selection}
            onOpen={(row) => {
              setActive(index)
              props.onOpen(row)
            }}
          />
        ))}
      </div>
    </div>
  )
}

/** The columns that have room and are wanted. */
function useShownColumns<Row extends { readonly id: string }, Sort extends string>(
  { columns, hidden = [] }: Props<Row, Sort>,
  grid: RefObject<HTMLElement | null>,
) {
  const width = useWidth(grid)
  return columns.filter(
    ({ key, leavesBelow = 0 }) => !hidden.includes(key) && (width === 0 || leavesBelow <= width),
  )
}

/** Tracks of the columns; undefined where the style sheet of the page sets `--columns`. */
function tracksOf(
  columns: readonly { readonly width?: string }[],
  picks: boolean,
): string | undefined {
  const set = columns.every(({ width }) => width !== undefined)
  if (!set && !picks) return undefined
  const tracks = set ? columns.map(({ width }) => width).join(' ') : 'var(--columns)'
  return picks ? `28px ${tracks}` : tracks
}

/** The rows that are drawn, the one that the keys stand on, and what the keys do. */
function useGrid<Row extends { readonly id: string }, Sort extends string>(
  props: Props<Row, Sort>,
) {
  const { pages, sorting, onOpen, onClose, selection } = props
  const count = Math.min(pages.total ?? 0, MOST_ROWS)
  const grid = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(-1)
  const [sorted, setSorted] = useState(sorting)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    scrollPaddingStart: ROW_HEIGHT,
  })
  if (sorted.by !== sorting.by || sorted.descending !== sorting.descending) {
    setSorted(sorting)
    setActive(-1)
  }
  useEffect(() => {
    grid.current?.scrollTo({ top: 0 })
  }, [sorting.by, sorting.descending])

  function press(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey) return
    if (selection && event.key === ' ') {
      event.preventDefault()
      const row = pages.rowAt(active)
      return row && selection.toggle(row)
    }
    const step = gridStep(event.key, active, count)
    if (step === undefined) return
    event.preventDefault()
    if (step === 'close') return onClose()
    if (step === 'open') {
      const row = pages.rowAt(active)
      return row && onOpen(row)
    }
    const reached = pages.rowAt(step.to)
    if (selection && event.shiftKey && reached) selection.add(reached)
    setActive(step.to)
    rows.scrollToIndex(step.to)
  }

  return { grid, rows, count, active, setActive, press }
}

function GridRow<Row extends { readonly id: string }, Sort extends string>({
  id,
  index,
  top,
  row,
  columns,
  tracks,
  active,
  isOpen,
  selection,
  onOpen,
}: {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly row: Row | undefined
  readonly columns: readonly Column<Row, Sort>[]
  readonly tracks: string | undefined
  readonly active: boolean
  readonly isOpen: (row: Row) => boolean
  readonly selection: Selection<Row> | undefined
  readonly onOpen: (row: Row) => void
}) {
  const open = row !== undefined && isOpen(row)
  return (
    // The grid around the rows takes the keys for all of them.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={open}
      aria-busy={row === undefined}
      className={`record-row${active ? ' record-row-active' : ''}${open ? ' record-row-open' : ''}`}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: tracks }}
      onClick={() => row !== undefined && onOpen(row)}
    >
      {selection && <PickCell row={row} selection={selection} />}
      {columns.map(({ key, cell, numeric }) => (
        <div key={key} role="gridcell" className={`record-cell${numeric ? ' record-numeric' : ''}`}>
          {row === undefined ? '' : cell(row)}
        </div>
      ))}
    </div>
  )
}

/** The tick of one row. It takes the click for itself, so that the row stays closed. */
function PickCell<Row extends { readonly id: string }>({
  row,
  selection,
}: {
  readonly row: Row | undefined
  readonly selection: Selection<Row>
}) {
  const { t } = useTranslation('visit')
  return (
    <div role="gridcell" className="record-cell record-pick">
      {row !== undefined && (
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('batch.pick')}
          checked={selection.has(row.id)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => selection.toggle(row)}
        />
      )}
    </div>
  )
}
