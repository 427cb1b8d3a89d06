export type GridStep = { readonly to: number } | 'open' | 'close' | undefined

/** Rows that PageUp and PageDown walk. */
const LEAP = 15

/** What a key asks of a list with one active row. `active` is −1 when no row is. */
export function gridStep(key: string, active: number, count: number): GridStep {
  if (key === 'Enter' || key === ' ') return active < 0 ? undefined : 'open'
  if (key === 'Escape') return 'close'
  const target = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + LEAP,
    PageUp: active - LEAP,
    Home: 0,
    End: count - 1,
  }[key]
  if (target === undefined || count === 0) return undefined
  return { to: Math.min(Math.max(target, 0), count - 1) }
}
