import type { Column, DotHeads, DotLayout } from './dot-chart-layout.ts'
import type { Threshold } from './dot-chart.tsx'
import { ink } from './ink.ts'
import { wrapText } from './text-width.ts'

/** A plot narrower than this has no room for 75 % beside 100 %. */
const WIDE_PLOT = 240
const figures = ['count', 'share', 'interval', 'range', 'places'] as const
const LINE = 14

/** The heads of the columns, the scale, and the names of the lines drawn through the plot. */
export function DotHead({
  layout,
  heads,
  thresholds,
  live,
}: {
  readonly layout: DotLayout
  readonly heads: DotHeads
  readonly thresholds: readonly Threshold[]
  readonly live: boolean
}) {
  const { columns } = layout
  return (
    <>
      <g {...(live ? { role: 'row', 'aria-rowindex': 1 } : {})}>
        <HeadText text={heads.type} x={0} anchor="start" width={layout.plot.x} live={live} />
        {figures.map((column) => (
          <HeadText
            key={column}
            text={heads[column]}
            x={columns[column]}
            anchor="end"
            width={widthOf(layout, column)}
            live={live}
          />
        ))}
        <HeadText text={heads.word} x={columns.word} anchor="start" width={100} live={live} />
      </g>
      <g aria-hidden="true">
        <Scale layout={layout} thresholds={thresholds} />
      </g>
    </>
  )
}

function HeadText({
  text,
  x,
  anchor,
  width,
  live,
}: {
  readonly text: string
  readonly x: number | undefined
  readonly anchor: 'start' | 'end'
  readonly width: number
  readonly live: boolean
}) {
  if (x === undefined) return null
  const lines = wrapText(text, width, 12).slice(0, 2)
  return (
    <text
      fontSize={12}
      fill={ink.note}
      textAnchor={anchor}
      {...(live ? { role: 'columnheader' } : {})}
    >
      {lines.map((line, index) => (
        <tspan key={line} x={x} y={29 - (lines.length - 1 - index) * LINE}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function Scale({
  layout,
  thresholds,
}: {
  readonly layout: DotLayout
  readonly thresholds: readonly Threshold[]
}) {
  const at = (share: number) => layout.plot.x + layout.plot.width * share
  return (
    <>
      {ticksFor(layout.plot.width).map((tick) => (
        <text
          key={tick}
          x={at(tick)}
          y={30}
          fontSize={12}
          fill={ink.note}
          textAnchor={tick === 1 ? 'end' : 'middle'}
        >
          {`${tick * 100}%`}
        </text>
      ))}
      {thresholds.map(({ at: share, label, dashes, side }) => (
        <g key={share}>
          <path d={`M${at(share)} 17V${layout.head}`} stroke={ink.note} strokeDasharray={dashes} />
          <text
            x={at(share) + (side === 'left' ? 4 : 3)}
            y={13}
            fontSize={12}
            fill={ink.second}
            textAnchor={side === 'left' ? 'end' : 'start'}
          >
            {label}
          </text>
        </g>
      ))}
    </>
  )
}

/** A quarter would stand under the names of the lines that the group has set. */
function ticksFor(width: number): readonly number[] {
  return width < WIDE_PLOT ? [0, 0.5, 1] : [0, 0.5, 0.75, 1]
}

function widthOf({ columns, plot }: DotLayout, column: Column): number {
  const right = columns[column]
  if (right === undefined) return 0
  const left = Object.values(columns).filter((edge) => edge < right)
  return right - Math.max(plot.x + plot.width, ...left) - 6
}
