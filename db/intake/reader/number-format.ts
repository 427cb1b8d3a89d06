/** What a number of a workbook stands for, by the format that it is shown in. */
export type NumberKind =
  | { readonly kind: 'plain' | 'percent' | 'date' | 'time' | 'date-time' }
  /** Shown with leading zeros up to this many digits, as codes are. */
  | { readonly kind: 'padded'; readonly digits: number }

/** Formats that a workbook names by number only; 27–36 and 50–58 are those of Chinese Excel. */
const BUILT_IN: readonly (readonly [
  from: number,
  to: number,
  kind: 'date' | 'time' | 'date-time',
])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date-time'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 47, 'time'],
  [50, 54, 'date'],
  [55, 56, 'time'],
  [57, 58, 'date'],
]

/** The kind of a number whose format is built in (ECMA-376 part 1, 18.8.30). */
export function builtInKind(formatId: number): NumberKind {
  if (formatId === 9 || formatId === 10) return { kind: 'percent' }
  const found = BUILT_IN.find(([from, to]) => formatId >= from && formatId <= to)
  return { kind: found?.[2] ?? 'plain' }
}

/** The kind of a number by its format code, such as `yyyy"年"m"月"d"日"` or `00000`. */
export function kindOfFormat(code: string): NumberKind {
  const bare = code
    .replaceAll(/"[^"]*"|\\.|[_*]./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';', 1)[0]
    ?.toLowerCase()
  if (bare === undefined || bare === 'general') return { kind: 'plain' }
  const hasTime = /[hs]/.test(bare)
  const hasDay = /[yd]/.test(bare) || (/m/.test(bare) && !hasTime)
  if (hasDay && !/[0#]/.test(bare)) return { kind: hasTime ? 'date-time' : 'date' }
  if (hasTime) return { kind: 'time' }
  if (bare.includes('%')) return { kind: 'percent' }
  return /^0{2,15}$/.test(bare) ? { kind: 'padded', digits: bare.length } : { kind: 'plain' }
}

const DAY_SECONDS = 86_400
const DAYS_TO_1904 = 1462
const LAST_DAY = 2_958_465

/**
 * A number as its reader sees it, but with all its digits: dates as `YYYY-MM-DD` with the time
 * where the format shows one, shares as percent, codes with their zeros.
 */
export function showNumber(value: number, kind: NumberKind, date1904: boolean): string {
  switch (kind.kind) {
    case 'date':
    case 'time':
    case 'date-time':
      return showMoment(value, kind.kind, date1904) ?? plain(value)
    case 'percent':
      return `${plain(value * 100)}%`
    case 'padded':
      return Number.isInteger(value) && value >= 0
        ? String(value).padStart(kind.digits, '0')
        : plain(value)
    case 'plain':
    default:
      return plain(value)
  }
}

/** Fifteen digits are what a workbook keeps; more would show the error of binary fractions. */
function plain(value: number): string {
  return String(Number(value.toPrecision(15)))
}

function showMoment(
  value: number,
  kind: 'date' | 'time' | 'date-time',
  date1904: boolean,
): string | undefined {
  const seconds = Math.round(value * DAY_SECONDS)
  const days = Math.floor(seconds / DAY_SECONDS)
  if (value < 0 || days + (date1904 ? DAYS_TO_1904 : 0) > LAST_DAY) return undefined
  const clock = showClock(seconds - days * DAY_SECONDS)
  if (kind === 'time' && days === 0) return clock
  const date = showDay(days, date1904)
  if (date === undefined) return undefined
  return kind === 'date' || seconds % DAY_SECONDS === 0 ? date : `${date} ${clock}`
}

/** Day 60 of the system of 1900 is a 29 February that never was; days before it lie one later. */
function showDay(days: number, date1904: boolean): string | undefined {
  if (!date1904 && (days === 0 || days === 60)) return undefined
  const from1900 = date1904 ? days + DAYS_TO_1904 : days < 60 ? days + 1 : days
  const date = new Date(Date.UTC(1899, 11, 30) + from1900 * DAY_SECONDS * 1000)
  return date.toISOString().slice(0, 10)
}

function showClock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts
  return shown.map((part) => String(part).padStart(2, '0')).join(':')
}
