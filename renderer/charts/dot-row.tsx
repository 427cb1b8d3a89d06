import type { KeyboardEvent } from 'react'

import { baselines, CODE_WIDTH, type DotLayout, type PlacedRow } from './dot-chart-layout.ts'
import { ink } from './ink.ts'
import { Mark } from './mark.tsx'

export type Count = 'found' | 'examined'

/** What can be done in a chart on screen: one row is selected, its numbers open their records. */
export type Live = {
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string, count: Count) => void
  /** Words for a number that opens records. */
  readonly openLabel: (row: PlacedRow, count: Count) => string
}

type Props = {
  readonly row: PlacedRow
  readonly index: number
  readonly layout: DotLayout
  readonly noShare: string
  readonly live: Live | undefined
}

/** One row: name, figures and word. Points and intervals are drawn over all rows together. */
export function DotRowView({ row, index, layout, noShare, live }: Props) {
  const selected = live?.selected === row.id
  const middle = row.top + row.height / 2 + layout.head
  const cell = live ? { role: 'gridcell' } : {}
  return (
    <g
      className={live ? 'dot-row' : undefined}
      {...(live ? rowProps(row, index, selected, live) : {})}
    >
      <RowGround row={row} layout={layout} selected={selected} />
      <g {...(live ? { role: 'rowheader' } : {})}>
        <text x={4} y={middle + 4} fontSize={12} fill={ink.note}>
          {row.code}
        </text>
        {baselines(row, row.lines).map((y, line) => (
          <text key={y} x={CODE_WIDTH} y={y + layout.head} fontSize={13} fill={ink.text}>
            {row.lines[line]}
          </text>
        ))}
      </g>
      {row.reasons.length > 0 && (
        <g {...cell}>
          {baselines(row, row.reasons).map((y, line) => (
            <text key={y} x={layout.plot.x - 4} y={y + layout.head} fontSize={12} fill={ink.second}>
              {row.reasons[line]}
            </text>
          ))}
        </g>
      )}
      <g {...cell}>
        <CountLink row={row} count="found" layout={layout} live={live} />
        <text x={layout.slash} y={middle + 4.5} fontSize={13} fill={ink.accent} textAnchor="middle">
          /
        </text>
        <CountLink row={row} count="examined" layout={layout} live={live} />
      </g>
      <Figures row={row} layout={layout} noShare={noShare} live={live} />
      <g {...cell}>
        <Mark shape={row.shape} x={(layout.columns.word ?? 0) + 8} y={middle} />
        <text
          x={(layout.columns.word ?? 0) + 20}
          y={middle + 4.5}
          fontSize={13}
          fontWeight={row.shape === 'diamond' ? 600 : 400}
          fill={ink.text}
        >
          {row.word}
        </text>
      </g>
    </g>
  )
}

function rowProps(row: PlacedRow, index: number, selected: boolean, live: Live) {
  return {
    role: 'row',
    id: `type-${row.id}`,
    'data-row': row.id,
    'aria-rowindex': index + 2,
    'aria-selected': selected,
    tabIndex: selected ? 0 : -1,
    onClick: () => live.onSelect(row.id),
    onFocus: () => live.onSelect(row.id),
    onKeyDown: (event: KeyboardEvent<SVGGElement>) => {
      if (event.key === 'Enter' && event.target === event.currentTarget)
        live.onOpen(row.id, 'found')
    },
  }
}

function RowGround({
  row,
  layout,
  selected,
}: {
  readonly row: PlacedRow
  readonly layout: DotLayout
  readonly selected: boolean
}) {
  const top = row.top + layout.head
  return (
    <g aria-hidden="true">
      <rect
        className="dot-ground"
        x={0}
        y={top}
        width={layout.width}
        height={row.height}
        fill={ink.card}
      />
      {selected && (
        <g data-live="selection">
          <rect x={0} y={top} width={layout.width} height={row.height} fill={ink.selected} />
          <rect x={0} y={top} width={3} height={row.height} fill={ink.accent} />
        </g>
      )}
      <path d={`M0 ${top + 0.5}H${layout.width}`} stroke={ink.faint} />
    </g>
  )
}

/** x or n of x/n. On screen each opens the records that it counts. */
function CountLink({
  row,
  count,
  layout,
  live,
}: {
  readonly row: PlacedRow
  readonly count: Count
  readonly layout: DotLayout
  readonly live: Live | undefined
}) {
  const y = row.top + row.height / 2 + layout.head
  const left = count === 'found'
  const text = (
    <text
      x={layout.slash + (left ? -4 : 4)}
      y={y + 4.5}
      fontSize={13}
      fill={ink.accent}
      textAnchor={left ? 'end' : 'start'}
    >
      {row[count]}
    </text>
  )
  if (!live) return text
  return (
    <g
      role="button"
      className="dot-link"
      tabIndex={live.selected === row.id ? 0 : -1}
      aria-label={live.openLabel(row, count)}
      onClick={(event) => {
        event.stopPropagation()
        live.onSelect(row.id)
        live.onOpen(row.id, count)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        event.stopPropagation()
        live.onOpen(row.id, count)
      }}
    >
      <rect
        data-live="target"
        x={left ? layout.slash - 30 : layout.slash + 2}
        y={y - 12}
        width={28}
        height={24}
        fill="none"
        pointerEvents="all"
      />
      {text}
    </g>
  )
}

function Figures({
  row,
  layout,
  noShare,
  live,
}: {
  readonly row: PlacedRow
  readonly layout: DotLayout
  readonly noShare: string
  readonly live: Live | undefined
}) {
  const { columns } = layout
  const y = row.top + row.height / 2 + layout.head + 4.5
  const cell = live ? { role: 'gridcell' } : {}
  if (row.point === null) {
    const last = columns.range ?? columns.interval
    return (
      <g {...cell}>
        <text x={last} y={y} fontSize={12} fill={ink.note} textAnchor="end">
          {noShare}
        </text>
      </g>
    )
  }
  return (['share', 'interval', 'range', 'places'] as const).map((column) =>
    columns[column] === undefined ? null : (
      <g key={column} {...cell}>
        <text
          x={columns[column]}
          y={y}
          fontSize={13}
          fontWeight={column === 'share' && row.strong ? 600 : 400}
          fill={ink.text}
          textAnchor="end"
        >
          {row[column]}
        </text>
      </g>
    ),
  )
}
