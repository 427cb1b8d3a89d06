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

import { useWidth } from '#renderer/lib/use-width.ts'

import { gridStep } from './grid-keys.ts'
import { MOST_ROWS, type RecordPages } from './record-pages.ts'
import { RecordGridHead, type Sorting } from './record-grid-head.tsx'

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
}

/** A list of records as one tab stop: arrows walk it, Enter opens, and only what is seen is drawn. */
export function RecordGrid<Row, Sort extends string>(props: Props<Row, Sort>) {
  const { pages, sorting } = props
  const id = useId()
  const { grid, rows, count, active, setActive, press } = useGrid(props)
  const columns = useShownColumns(props, grid)
  const tracks = tracksOf(columns)
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
      <RecordGridHead tracks={tracks} columns={columns} sorting={sorting} onSort={props.onSort} />
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
function useShownColumns<Row, Sort extends string>(
  { columns, hidden = [] }: Props<Row, Sort>,
  grid: RefObject<HTMLElement | null>,
) {
  const width = useWidth(grid)
  return columns.filter(
    ({ key, leavesBelow = 0 }) => !hidden.includes(key) && (width === 0 || leavesBelow <= width),
  )
}

/** Tracks of the columns; undefined where the style sheet of the page sets `--columns`. */
function tracksOf(columns: readonly { readonly width?: string }[]): string | undefined {
  if (columns.some(({ width }) => width === undefined)) return undefined
  return columns.map(({ width }) => width).join(' ')
}

/** The rows that are drawn, the one that the keys stand on, and what the keys do. */
function useGrid<Row, Sort extends string>({ pages, sorting, onOpen, onClose }: Props<Row, Sort>) {
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
    const step = gridStep(event.key, active, count)
    if (step === undefined) return
    event.preventDefault()
    if (step === 'close') return onClose()
    if (step === 'open') {
      const row = pages.rowAt(active)
      return row && onOpen(row)
    }
    setActive(step.to)
    rows.scrollToIndex(step.to)
  }

  return { grid, rows, count, active, setActive, press }
}

function GridRow<Row, Sort extends string>({
  id,
  index,
  top,
  row,
  columns,
  tracks,
  active,
  isOpen,
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
      {columns.map(({ key, cell, numeric }) => (
        <div key={key} role="gridcell" className={`record-cell${numeric ? ' record-numeric' : ''}`}>
          {row === undefined ? '' : cell(row)}
        </div>
      ))}
    </div>
  )
}
