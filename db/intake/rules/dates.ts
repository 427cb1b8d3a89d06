import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'

import { cleanCell } from './text.ts'

dayjs.extend(customParseFormat)

export type DateRead =
  | { readonly date: string }
  | { readonly range: readonly [from: string, to: string] }
  | { readonly problem: string }

export type DateSettings = {
  /** Whether serial numbers count from 1904, as workbooks of old Macintosh do. */
  readonly date1904: boolean
  /** The year of dates that state none. */
  readonly defaultYear?: number
}

const DIGITS = '〇一二三四五六七八九'
const SERIAL_LOW = 20_000
const SERIAL_HIGH = 80_000
const DAY_ZERO_1900 = '1899-12-30'
const DAYS_1904 = 1462

/**
 * Reads a date as people write it in ledgers: 2014年3月5日, 2014.3.5, 2014/3/5 9:32, 20140305,
 * 3月5日, 二〇一四年三月五日, serial numbers of workbooks, and spans such as 2014.3.5至3.9.
 * A date that does not exist, lacks its day or its year is a problem with its own code.
 */
export function readDate(text: string, settings: DateSettings): DateRead {
  const cleaned = cleanCell(text)
  if (cleaned === '') return { problem: 'intake.date-missing' }
  const span = /^(.+?)\s*(?:至|到|—+|~|～|--)\s*(.+)$/.exec(cleaned)
  if (span?.[1] !== undefined && span[2] !== undefined) {
    return readSpan(span[1], span[2], settings)
  }
  return readOne(cleaned, settings)
}

function readSpan(fromText: string, toText: string, settings: DateSettings): DateRead {
  const from = readOne(fromText, settings)
  if (!('date' in from)) return from
  const year = Number(from.date.slice(0, 4))
  const day = /^(\d{1,2})日?$/.exec(toText)
  const to = day
    ? civil(year, Number(from.date.slice(5, 7)), Number(day[1]))
    : readOne(toText, { ...settings, defaultYear: year })
  if (!('date' in to)) return to
  if (to.date < from.date) return { problem: 'intake.ends-before-start' }
  return { range: [from.date, to.date] }
}

function readOne(cleaned: string, settings: DateSettings): DateRead {
  const text = westernDigits(cleaned).replace(/[\sT]+\d{1,2}[:时]\d{0,2}.*$/, '')
  const full = /^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?$/.exec(text)
  if (full) return civil(Number(full[1]), Number(full[2]), Number(full[3]))
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (packed) return civil(Number(packed[1]), Number(packed[2]), Number(packed[3]))
  const short = /^(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?$/.exec(text)
  if (short) return withoutYear(short, settings)
  if (/^(\d{4})\s*[年./-]\s*(\d{1,2})\s*月?$/.test(text)) return { problem: 'intake.day-missing' }
  if (/^\d{4}年?$/.test(text)) return { problem: 'intake.day-missing' }
  if (/^\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?$/.test(text)) {
    return { problem: 'intake.year-short' }
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) return serial(Number(text), settings.date1904)
  return { problem: 'intake.not-a-date' }
}

function withoutYear(short: RegExpExecArray, { defaultYear }: DateSettings): DateRead {
  return defaultYear === undefined
    ? { problem: 'intake.year-missing' }
    : civil(defaultYear, Number(short[1]), Number(short[2]))
}

/** Day numbers of a workbook; day 60 of 1900 never was, which the origin of 30 December settles. */
function serial(days: number, date1904: boolean): DateRead {
  const from1900 = Math.floor(days) + (date1904 ? DAYS_1904 : 0)
  if (from1900 < SERIAL_LOW || from1900 > SERIAL_HIGH) return { problem: 'intake.not-a-date' }
  return { date: dayjs(DAY_ZERO_1900).add(from1900, 'day').format('YYYY-MM-DD') }
}

function civil(year: number, month: number, day: number): DateRead {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  if (year < 1900 || year > 2100) return { problem: 'intake.date-impossible' }
  return dayjs(date, 'YYYY-MM-DD', true).isValid()
    ? { date }
    : { problem: 'intake.date-impossible' }
}

/** 二〇一四年三月十五日 → 2014年3月15日. */
function westernDigits(text: string): string {
  if (!/[〇一二三四五六七八九十○零]/.test(text)) return text
  return text
    .replaceAll(/[○零]/g, '〇')
    .replaceAll(/([一二三]?)十([一二三四五六七八九]?)/g, (_whole, tens: string, ones: string) => {
      const ten = tens === '' ? 1 : DIGITS.indexOf(tens)
      return String(ten * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones)))
    })
    .replaceAll(/[〇一二三四五六七八九]/g, (digit) => String(DIGITS.indexOf(digit)))
}
