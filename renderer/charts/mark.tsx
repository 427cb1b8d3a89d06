import { ink } from './ink.ts'

/** Shapes that tell the words of a chart apart without colour. */
export type MarkShape = 'diamond' | 'disc' | 'half' | 'ring' | 'box'

type Place = { readonly shape: MarkShape; readonly x: number; readonly y: number }

/** One mark, centred on a point of a drawing. */
export function Mark({ shape, x, y }: Place) {
  if (shape === 'diamond') {
    return <path d={`M${x} ${y - 7}l7 7l-7 7l-7 -7z`} fill={ink.accent} />
  }
  if (shape === 'disc') return <circle cx={x} cy={y} r={5} fill={ink.accent} />
  if (shape === 'box') {
    return (
      <path
        d={`M${x - 5} ${y - 4}h10v8h-10z`}
        fill={ink.card}
        stroke={ink.note}
        strokeDasharray="2 2"
      />
    )
  }
  return (
    <>
      <circle cx={x} cy={y} r={4.6} fill={ink.card} stroke={ink.accent} strokeWidth={1.8} />
      {shape === 'half' && <path d={`M${x} ${y - 4.6}a4.6 4.6 0 0 1 0 9.2z`} fill={ink.accent} />}
    </>
  )
}

/** A mark that stands in a line of text. */
export function MarkIcon({ shape }: { readonly shape: MarkShape }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="mark-icon">
      <Mark shape={shape} x={8} y={8} />
    </svg>
  )
}
