import './charts.css'

import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts'

import { CODE_WIDTH } from './dot-chart-layout.ts'
import { fontFamily, ink } from './ink.ts'
import { shorten, textWidth } from './text-width.ts'

/** Counts of one type: problems, and the units that they lie in. */
export type CountRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly problems: number
  readonly units: number
}

type Props = {
  readonly rows: readonly CountRow[]
  readonly heads: { readonly type: string; readonly problems: string; readonly units: string }
  readonly width: number
  readonly rowHeight?: number
  readonly label: string
  readonly live?: {
    readonly onOpen: (id: string) => void
    readonly openLabel: (row: CountRow) => string
  }
}

const HEAD = 36
const FIGURES = 132

/** Counts as bars. They say how many were written down, never how widespread a thing is. */
export function CountChart({ rows, heads, width, rowHeight = 26, label, live }: Props) {
  const longest = Math.max(...rows.map(({ name }) => textWidth(name, 13)), 60)
  const names = Math.min(CODE_WIDTH + longest + 18, Math.round(width * 0.42))
  return (
    <div className="count-chart" role={live ? 'group' : 'img'} aria-label={label}>
      <BarChart
        width={width}
        height={HEAD + rows.length * rowHeight}
        layout="vertical"
        data={[...rows]}
        margin={{ top: HEAD, bottom: 0, left: names, right: FIGURES }}
        barCategoryGap="24%"
        barGap={1}
        accessibilityLayer={false}
        role="presentation"
        fontFamily={fontFamily}
      >
        <CartesianGrid horizontal={false} stroke={ink.line} />
        <XAxis
          type="number"
          orientation="top"
          domain={[0, 'dataMax']}
          allowDecimals={false}
          height={0}
          tickLine={false}
          axisLine={false}
          tick={{ fontSize: 12, fill: ink.note }}
        />
        <YAxis type="category" dataKey="id" hide />
        <Bar dataKey="problems" fill={ink.accent} isAnimationActive={false} />
        <Bar dataKey="units" fill={ink.link} stroke={ink.accent} isAnimationActive={false} />
        <Heads heads={heads} width={width} />
        {rows.map((row, index) => (
          <Row
            key={row.id}
            row={row}
            y={HEAD + (index + 0.5) * rowHeight}
            names={names}
            width={width}
            rowHeight={rowHeight}
            live={live}
          />
        ))}
      </BarChart>
    </div>
  )
}

function Heads({ heads, width }: Pick<Props, 'heads' | 'width'>) {
  return (
    <g fontSize={12} fill={ink.note}>
      <text x={0} y={29}>
        {heads.type}
      </text>
      <rect x={width - FIGURES + 14} y={8} width={9} height={9} fill={ink.accent} />
      <text x={width - FIGURES / 2} y={29} textAnchor="end">
        {heads.problems}
      </text>
      <rect x={width - 52} y={8} width={9} height={9} fill={ink.link} stroke={ink.accent} />
      <text x={width} y={29} textAnchor="end">
        {heads.units}
      </text>
    </g>
  )
}

function Row({
  row,
  y,
  names,
  width,
  rowHeight,
  live,
}: {
  readonly row: CountRow
  readonly y: number
  readonly names: number
  readonly width: number
  readonly rowHeight: number
  readonly live: Props['live']
}) {
  const problems = (
    <text x={width - FIGURES / 2} y={y + 4.5} textAnchor="end" fill={ink.accent} fontSize={13}>
      {row.problems}
    </text>
  )
  return (
    <g>
      <path d={`M0 ${y - rowHeight / 2 + 0.5}H${width}`} stroke={ink.faint} />
      <text x={4} y={y + 4} fontSize={12} fill={ink.note}>
        {row.code}
      </text>
      <text x={row.code === '' ? 4 : CODE_WIDTH} y={y + 4.5} fontSize={13} fill={ink.text}>
        {shorten(row.name, names - CODE_WIDTH - 12, 13)}
      </text>
      {live ? (
        <g
          role="button"
          tabIndex={0}
          className="dot-link"
          aria-label={live.openLabel(row)}
          onClick={() => live.onOpen(row.id)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') live.onOpen(row.id)
          }}
        >
          <rect
            data-live="target"
            x={width - FIGURES / 2 - 46}
            y={y - 12}
            width={48}
            height={24}
            fill="none"
            pointerEvents="all"
          />
          {problems}
        </g>
      ) : (
        problems
      )}
      <text x={width} y={y + 4.5} textAnchor="end" fill={ink.text} fontSize={13}>
        {row.units}
      </text>
    </g>
  )
}
