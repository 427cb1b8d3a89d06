import { ink } from './ink.ts'

/** Height of the line under the rows of a chart, in pixels. */
export const REST = 24

/** Says under the rows what was left out of them. */
export function RestLine({
  text,
  bottom,
}: {
  readonly text: string | undefined
  readonly bottom: number
}) {
  if (text === undefined) return null
  return (
    <text x={4} y={bottom + 17} fontSize={12} fill={ink.second}>
      {text}
    </text>
  )
}
