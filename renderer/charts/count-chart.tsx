import './charts.css'

import { Bar, BarChart, XAxis, YAxis } from 'recharts'

import { CODE_WIDTH } from './dot-chart-layout.ts'
import { ink } from './ink.ts'
import { REST, RestLine } from './rest-line.tsx'
import { shorten, textWidth, wrapText } from './text-width.ts'

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
  /** Says under the bars what was left out of them. */
  readonly rest?: string | undefined
  readonly live?: {
    readonly onOpen: (id: string) => void
    readonly openLabel: (row: CountRow) => string
  }
}

const HEAD = 36
const FIGURES = 150
const LINE = 13

/** Counts as bars. They say how many were written down, never how widespread a thing is. */
export function CountChart({ rows, heads, width, rowHeight: bare = 26, label, rest, live }: Props) {
  const longest = Math.max(...rows.map(({ name }) => textWidth(name, 13)), 60)
  const names = Math.min(CODE_WIDTH + longest + 18, Math.round(width * 0.42))
  const lines = rows.map((row) => linesOf(row, names))
  const rowHeight = Math.max(bare, lines.some(({ length }) => length > 1) ? 2 * LINE + 3 : 0)
  const bottom = HEAD + rows.length * rowHeight
  return (
    <div className="count-chart" role={live ? 'group' : 'img'} aria-label={label}>
      <BarChart
        width={width}
        height={bottom + (rest === undefined ? 0 : REST)}
        layout="vertical"
        data={[...rows]}
        margin={{ top: HEAD, bottom: rest === undefined ? 0 : REST, left: names, right: FIGURES }}
        barCategoryGap="24%"
        barGap={1}
        accessibilityLayer={false}
        role="presentation"
      >
        <XAxis type="number" domain={[0, 'dataMax']} hide />
        <YAxis type="category" dataKey="id" hide />
        <Bar dataKey="problems" fill={ink.accent} isAnimationActive={false} />
        <Bar dataKey="units" fill={ink.link} stroke={ink.accent} isAnimationActive={false} />
        <Heads heads={heads} width={width} />
        {rows.map((row, index) => (
          <Row
            key={row.id}
            row={row}
            lines={lines[index] ?? []}
            y={HEAD + (index + 0.5) * rowHeight}
            width={width}
            rowHeight={rowHeight}
            live={live}
          />
        ))}
        <RestLine text={rest} bottom={bottom} />
      </BarChart>
    </div>
  )
}

/** A name in at most two lines. */
function linesOf({ name, code }: CountRow, names: number): readonly string[] {
  const room = names - (code === '' ? 4 : CODE_WIDTH) - 12
  const [first = '', ...others] = wrapText(name, room, 13)
  const rest = name.slice(first.length).trimStart()
  return others.length === 0 ? [first] : [first, shorten(rest, room, 13)]
}

function Heads({ heads, width }: Pick<Props, 'heads' | 'width'>) {
  return (
    <g fontSize={12} fill={ink.note}>
      <text x={0} y={29}>
        {heads.type}
      </text>
      <HeadOfBar text={heads.problems} right={width - FIGURES / 2} fill={ink.accent} />
      <HeadOfBar text={heads.units} right={width} fill={ink.link} />
    </g>
  )
}

/** The head of a column of figures, with the look of its bars. */
function HeadOfBar({
  text,
  right,
  fill,
}: {
  readonly text: string
  readonly right: number
  readonly fill: string
}) {
  const left = right - textWidth(text, 12) - 14
  return (
    <>
      <rect x={left} y={20} width={9} height={9} fill={fill} stroke={ink.accent} />
      <text x={right} y={29} textAnchor="end">
        {text}
      </text>
    </>
  )
}

function Row({
  row,
  lines,
  y,
  width,
  rowHeight,
  live,
}: {
  readonly row: CountRow
  readonly lines: readonly string[]
  readonly y: number
  readonly width: number
  readonly rowHeight: number
  readonly live: Props['live']
}) {
  return (
    <g>
      <path d={`M0 ${y - rowHeight / 2 + 0.5}H${width}`} stroke={ink.faint} />
      <text x={4} y={y + 4} fontSize={12} fill={ink.note}>
        {row.code}
      </text>
      {lines.map((line, index) => (
        <text
          key={line}
          x={row.code === '' ? 4 : CODE_WIDTH}
          y={y + 4.5 + (index - (lines.length - 1) / 2) * LINE}
          fontSize={lines.length > 1 ? 12 : 13}
          fill={ink.text}
        >
          {line}
        </text>
      ))}
      <Problems row={row} y={y} width={width} live={live} />
      <text x={width} y={y + 4.5} textAnchor="end" fill={ink.text} fontSize={13}>
        {row.units}
      </text>
    </g>
  )
}

/** The number of problems; on screen it opens them. */
function Problems({
  row,
  y,
  width,
  live,
}: {
  readonly row: CountRow
  readonly y: number
  readonly width: number
  readonly live: Props['live']
}) {
  const right = width - FIGURES / 2
  const number = (
    <text x={right} y={y + 4.5} textAnchor="end" fill={ink.accent} fontSize={13}>
      {row.problems}
    </text>
  )
  if (!live) return number
  return (
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
        x={right - 46}
        y={y - 12}
        width={48}
        height={24}
        fill="none"
        pointerEvents="all"
      />
      {number}
    </g>
  )
}
