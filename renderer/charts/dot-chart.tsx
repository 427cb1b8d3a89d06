import './charts.css'

import { ErrorBar, ReferenceLine, Scatter, ScatterChart, XAxis, YAxis } from 'recharts'
import { useMemo } from 'react'

import { type DotHeads, type DotLayout, type DotRow, layoutDots } from './dot-chart-layout.ts'
import { DotHead } from './dot-head.tsx'
import { DotRowView, type Live } from './dot-row.tsx'
import { ink } from './ink.ts'
import { Mark, type MarkShape } from './mark.tsx'
import { REST, RestLine } from './rest-line.tsx'

const QUARTERS = [0, 0.25, 0.5, 0.75, 1] as const

export type Threshold = {
  readonly at: number
  readonly label: string
  readonly dashes: string
  readonly side: 'left' | 'right'
}

type Props = {
  readonly rows: readonly DotRow[]
  readonly heads: DotHeads
  readonly thresholds: readonly Threshold[]
  readonly width: number
  readonly rowHeight?: number
  /** Says the finding to those who cannot see the drawing. */
  readonly label: string
  readonly noShare: string
  /** Says under the rows what was left out of them. */
  readonly rest?: string | undefined
  /** Leave out for a chart on paper: nothing in it can then be pressed. */
  readonly live?: Live
}

/**
 * Shares with their 95 % intervals, one row for each type, and the figures of the row beside them:
 * the picture is its own table. Shares lie between 0 and 1.
 */
export function DotChart({
  rows,
  heads,
  thresholds,
  width,
  rowHeight = 26,
  label,
  noShare,
  rest,
  live,
}: Props) {
  const layout = useMemo(
    () => layoutDots(rows, heads, width, { rowHeight }),
    [rows, heads, width, rowHeight],
  )
  const below = rest === undefined ? 0 : REST
  // The chart's own layers hold no rows, so that the grid is the group of rows inside it.
  const grid = { role: 'grid', 'aria-label': label, 'aria-rowcount': rows.length + 1 }
  return (
    <div className="dot-chart" {...(live ? {} : { role: 'img', 'aria-label': label })}>
      <ScatterChart
        width={layout.width}
        height={layout.height + below}
        margin={{
          top: layout.head,
          bottom: below,
          left: layout.plot.x,
          right: layout.width - layout.plot.x - layout.plot.width,
        }}
        accessibilityLayer={false}
        role="presentation"
      >
        <g {...(live ? grid : {})}>
          <DotHead layout={layout} heads={heads} thresholds={thresholds} live={!!live} />
          {layout.rows.map((row, index) => (
            <DotRowView
              key={row.id}
              row={row}
              index={index}
              layout={layout}
              noShare={noShare}
              live={live}
            />
          ))}
        </g>
        <Axes layout={layout} />
        <Lines thresholds={thresholds} layout={layout} />
        <Points layout={layout} live={live} />
        <RestLine text={rest} bottom={layout.height} />
      </ScatterChart>
    </div>
  )
}

/** Shares from 0 to 1 across; down, the pixels of the rows, so that rows may differ in height. */
function Axes({ layout }: { readonly layout: DotLayout }) {
  return (
    <>
      <XAxis type="number" dataKey="share" domain={[0, 1]} hide />
      <YAxis
        type="number"
        dataKey="y"
        domain={[0, layout.height - layout.head]}
        reversed
        hide
        allowDataOverflow
      />
    </>
  )
}

/** The scale and the thresholds. Rows without a point stand last; no line runs through their words. */
function Lines({
  thresholds,
  layout,
}: {
  readonly thresholds: readonly Threshold[]
  readonly layout: DotLayout
}) {
  const last = layout.rows.findLast(({ point }) => point !== null)
  const end = last ? last.top + last.height : 0
  const across = (x: number) =>
    [
      { x, y: 0 },
      { x, y: end },
    ] as const
  return (
    <>
      {QUARTERS.map((at) => (
        <ReferenceLine key={at} segment={across(at)} stroke={ink.line} zIndex={10} />
      ))}
      {thresholds.map(({ at, dashes }) => (
        <ReferenceLine
          key={at}
          segment={across(at)}
          stroke={ink.note}
          strokeDasharray={dashes}
          zIndex={50}
        />
      ))}
    </>
  )
}

type Point = {
  readonly id: string
  readonly shape: MarkShape
  readonly share: number
  readonly y: number
  readonly reach: readonly [number, number]
}

/** A point as the library gives it back, with its place in the drawing. */
type Drawn = {
  readonly cx?: number | undefined
  readonly cy?: number | undefined
  readonly payload?: Point | undefined
}

function Points({ layout, live }: { readonly layout: DotLayout; readonly live: Live | undefined }) {
  const points: readonly Point[] = layout.rows.flatMap(({ id, shape, point, top, height }) =>
    point
      ? [
          {
            id,
            shape,
            share: point.share,
            y: top + height / 2,
            reach: [point.share - point.low, point.high - point.share] as const,
          },
        ]
      : [],
  )
  return (
    <Scatter
      data={points}
      isAnimationActive={false}
      shape={(drawn: Drawn) => (
        <PointMark x={drawn.cx ?? 0} y={drawn.cy ?? 0} point={drawn.payload} live={live} />
      )}
    >
      <ErrorBar
        dataKey="reach"
        direction="x"
        width={5}
        stroke={ink.accent}
        strokeWidth={2}
        isAnimationActive={false}
      />
    </Scatter>
  )
}

function PointMark({
  x,
  y,
  point,
  live,
}: {
  readonly x: number
  readonly y: number
  readonly point: Point | undefined
  readonly live: Live | undefined
}) {
  if (!point) return <g />
  // The row's own numbers open the same records from the keyboard.
  return (
    <g
      className={live ? 'dot-point' : undefined}
      aria-hidden="true"
      {...(live ? { onClick: () => live.onOpen(point.id, 'found') } : {})}
    >
      <Mark shape={point.shape} x={x} y={y} />
    </g>
  )
}
