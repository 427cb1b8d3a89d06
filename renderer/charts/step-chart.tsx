import './charts.css'

import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts'

import { ink } from './ink.ts'

/** The share that is left from this value of the axis on, with its bounds where they are known. */
export type StepPoint = {
  readonly at: number
  readonly share: number
  readonly band: readonly [low: number, high: number] | null
}

type Props = {
  readonly points: readonly StepPoint[]
  readonly width: number
  readonly label: string
  readonly axis: string
}

/** A share that falls in steps, in its band. The table beside it says the same in figures. */
export function StepChart({ points, width, label, axis }: Props) {
  return (
    <div className="step-chart" role="img" aria-label={label}>
      <ComposedChart
        width={width}
        height={280}
        data={[...points]}
        margin={{ top: 12, right: 16, bottom: 28, left: 0 }}
        accessibilityLayer={false}
        role="presentation"
      >
        <CartesianGrid stroke={ink.line} vertical={false} />
        <XAxis
          dataKey="at"
          type="number"
          domain={[0, 'dataMax']}
          tick={{ fontSize: 12, fill: ink.note }}
          stroke={ink.edge}
          label={{
            value: axis,
            position: 'insideBottom',
            offset: -14,
            fontSize: 12,
            fill: ink.note,
          }}
        />
        <YAxis
          domain={[0, 1]}
          ticks={[0, 0.25, 0.5, 0.75, 1]}
          tickFormatter={(share: number) => `${Math.round(share * 100)}%`}
          tick={{ fontSize: 12, fill: ink.note }}
          stroke={ink.edge}
          width={48}
        />
        <Area
          dataKey="band"
          type="stepAfter"
          fill={ink.link}
          fillOpacity={0.35}
          stroke="none"
          isAnimationActive={false}
        />
        <Line
          dataKey="share"
          type="stepAfter"
          stroke={ink.accent}
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </div>
  )
}
