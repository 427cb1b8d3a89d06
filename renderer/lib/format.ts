import { i18n } from './i18n.ts'

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** 2014-06-11 → 6月11日, with `year` 2014年6月11日; in English 11 June 2014. */
export function formatDate(
  date: string,
  { year = false }: { readonly year?: boolean } = {},
): string {
  const options: Intl.DateTimeFormatOptions = { month: 'long', day: 'numeric', timeZone: 'UTC' }
  const instant = new Date(`${date}T00:00:00Z`)
  return dateFormat(year ? { ...options, year: 'numeric' } : options).format(instant)
}

/** A day with its weekday: 6月11日星期三; in English Wednesday 11 June. */
export function formatDay(date: string): string {
  const options = { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' } as const
  return dateFormat(options).format(new Date(`${date}T00:00:00Z`))
}

/** A month with its year: 2014年6月; in English June 2014. */
export function formatMonth(date: string): string {
  const options = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const
  return dateFormat(options).format(new Date(`${date}T00:00:00Z`))
}

/** An instant (ISO 8601) as the clock of this machine shows it: 6月11日 09:20. */
export function formatDateTime(instant: string): string {
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const
  return dateFormat({ month: 'long', day: 'numeric', ...time }).format(new Date(instant))
}

/** The same with its year: 2014年6月11日 09:20. */
export function formatFullTime(instant: string): string {
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const
  const day = { year: 'numeric', month: 'long', day: 'numeric' } as const
  return dateFormat({ ...day, ...time }).format(new Date(instant))
}

/** A whole number with its thousands set apart. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** A share between 0 and 1 as a whole percentage. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** A range of shares: 50–78%. */
export function formatInterval({ low, high }: Range): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)}%`
}

/** A range of whole units: 62–92. */
export function formatRange({ low, high }: Range): string {
  return low === high ? formatCount(low) : `${formatCount(low)}–${formatCount(high)}`
}

type Range = { readonly low: number; readonly high: number }

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = i18n.language === 'en' ? 'en-GB' : 'zh-CN'
  const key = `${language} ${JSON.stringify(options)}`
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(language, options)
  dateFormats.set(key, format)
  return format
}
