import type { LodgingKind, LodgingLevel, RoundDay, WorkMinutes } from '#db/round/contract.ts'
import { LodgingLevel as Level } from '#db/round/contract.ts'

/** Which cell of the calendar: the member's row and the day's column, from 0. */
export type Cell = { readonly row: number; readonly column: number }

export type NightStep =
  | { readonly step: 'move'; readonly to: Cell }
  | { readonly step: 'set'; readonly level: LodgingLevel | null }
  | { readonly step: 'fill'; readonly reach: 'next' | 'end' }
  | { readonly step: 'edit' }

type Stroke = { readonly key: string; readonly shiftKey: boolean }

/**
 * What a key asks of the calendar. Digits state the lodging in the order of its list, Delete clears
 * it; Shift with the right arrow fills one night further, Shift with End all that are left.
 */
export function nightStep(
  { key, shiftKey }: Stroke,
  at: Cell,
  size: { readonly rows: number; readonly columns: number },
): NightStep | undefined {
  if (size.rows === 0 || size.columns === 0) return undefined
  if (shiftKey && key === 'ArrowRight') return { step: 'fill', reach: 'next' }
  if (shiftKey && key === 'End') return { step: 'fill', reach: 'end' }
  if (key === 'Enter' || key === 'F2') return { step: 'edit' }
  if (key === 'Delete' || key === 'Backspace') return { step: 'set', level: null }
  const level = Level.options[Number(key.normalize('NFKC')) - 1]
  if (level !== undefined) return { step: 'set', level }
  const to = moved(key, at, size)
  return to && { step: 'move', to }
}

function moved(
  key: string,
  { row, column }: Cell,
  size: { readonly rows: number; readonly columns: number },
): Cell | undefined {
  const wanted = {
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    Home: { row, column: 0 },
    End: { row, column: size.columns - 1 },
  }[key]
  if (!wanted) return undefined
  return {
    row: Math.min(Math.max(wanted.row, 0), size.rows - 1),
    column: Math.min(Math.max(wanted.column, 0), size.columns - 1),
  }
}

const NO_WORK: WorkMinutes = { province: 0, city: 0, county: 0, township: 0, village: 0 }

/** A day of which nobody has written anything. */
export function emptyDay(memberId: string, dayOn: string): RoundDay {
  return { memberId, dayOn, lodgingLevel: null, lodgingKind: null, minutes: NO_WORK }
}

/** What a night of a level was like when it was last written: its house, and the work of the day. */
export type LastUsed = {
  readonly lodgingKind: LodgingKind | null
  readonly minutes: WorkMinutes
}

/** The last day of that level, of the same member where there is one. */
export function lastUsed(
  days: readonly RoundDay[],
  memberId: string,
  level: LodgingLevel,
): LastUsed | undefined {
  const alike = days.filter(({ lodgingLevel }) => lodgingLevel === level)
  return alike.findLast((day) => day.memberId === memberId) ?? alike.at(-1)
}

/** The day with its lodging stated; one without work or house takes over what was last used. */
export function withLodging(
  day: RoundDay,
  level: LodgingLevel | null,
  days: readonly RoundDay[],
): RoundDay {
  if (level === null || level === 'off') {
    return { ...day, lodgingLevel: level, lodgingKind: null }
  }
  const known = lastUsed(days, day.memberId, level)
  const idle = Object.values(day.minutes).every((minutes) => minutes === 0)
  return {
    ...day,
    lodgingLevel: level,
    lodgingKind: known?.lodgingKind ?? (day.lodgingLevel === level ? day.lodgingKind : null),
    minutes: idle && known ? known.minutes : day.minutes,
  }
}
