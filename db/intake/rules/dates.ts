import dayjs from 'dayjs'

import { numeralsToDigits } from './numerals.ts'
import { cleanCell } from './text.ts'

export type DateRead =
  | { readonly date: string }
  | { readonly range: readonly [from: string, to: string] }
  | { readonly problem: string }

export type DateSettings = {
  /** Whether serial numbers count from 1904, as workbooks of old Macintosh do. */
  readonly date1904: boolean
  /** The year of dates that state none. */
  readonly defaultYear?: number
  /** Whether a month or a year alone, such as 2014年3月, stands for its first day. */
  readonly firstDays?: boolean
}

const FIRST_YEAR = 1900
const LAST_YEAR = 2100
/** Serial numbers of 1954 to 2119; other numbers of five digits are hardly dates. */
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
  const usual = /^(\d{4})-(\d{2})-(\d{2})(?: \d{2}:\d{2}(?::\d{2})?)?$/.exec(text)
  if (usual) return civil(Number(usual[1]), Number(usual[2]), Number(usual[3]))
  const cleaned = tidy(text)
  if (cleaned === '') return { problem: 'intake.date-missing' }
  const span = splitSpan(cleaned)
  return span ? readSpan(span, settings) : readOne(cleaned, settings)
}

/** One width, western digits, no words beside the date: weekday, clock, 左右. */
function tidy(text: string): string {
  return numeralsToDigits(cleanCell(text).normalize('NFKC'))
    .replaceAll(/\((?:星期|周|礼拜)[^)]*\)|(?:星期|礼拜)[1-7日天]/g, '')
    .replaceAll(
      /(?<=\d|日|号)[\sT]*(?:[上下]午|凌晨|晚上?|早上|中午)?\s*\d{1,2}[:时点][\d:.时分秒点半]*(?:Z|[+-]\d{2}:?\d{2})?/g,
      '',
    )
    .replaceAll(/(?<=日|号)(?:[上下]午|晚上?|早上|左右|前后)$/g, '')
    .replaceAll(/\s+/g, '')
}

function splitSpan(text: string): readonly [from: string, to: string] | undefined {
  const words = /^(?:从|自)?(.+?)(?:起?至|起?到|[—–~∼]+|--)(.+?)止?$/.exec(text)
  if (words?.[1] !== undefined && words[2] !== undefined) return [words[1], words[2]]
  // A hyphen parts two dates only where the dates themselves are written without it.
  const hyphen = /^([^-]*[年月日号./][^-]*)-([^-]+)$/.exec(text)
  return hyphen?.[1] !== undefined && hyphen[2] !== undefined ? [hyphen[1], hyphen[2]] : undefined
}

function readSpan([first, last]: readonly [string, string], settings: DateSettings): DateRead {
  // 3月5-9日 gives the first day without its word.
  const from = readOne(/月\d{1,2}$/.test(first) ? `${first}日` : first, settings)
  if (!('date' in from)) return from
  const year = Number(from.date.slice(0, 4))
  const day = /^(\d{1,2})[日号]?$/.exec(last)
  const to = day
    ? civil(year, Number(from.date.slice(5, 7)), Number(day[1]))
    : readOne(last, { ...settings, defaultYear: year })
  if (!('date' in to)) return to
  return to.date < from.date
    ? { problem: 'intake.ends-before-start' }
    : { range: [from.date, to.date] }
}

const PROBLEMS: readonly (readonly [shape: RegExp, problem: string])[] = [
  [/^\d{4}[年./-]\d{1,2}(?:月份?)?$|^\d{4}年?$|^\d{1,2}月份?$/, 'intake.day-missing'],
  [
    /^\d{4}年(?:年?[初中底末]|[上下]半年|第?\d季度|春节)|^\d{4}年\d{1,2}月[上中下]旬|^\d{4}年\d{1,2}月[初中底末]/,
    'intake.day-missing',
  ],
  [/^\d{2}[年.'/-]\d{1,2}(?:[月./-]\d{1,2}[日号]?|月份?)$/, 'intake.year-short'],
  [/^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/, 'intake.year-last'],
  [/^(?:今|去|本|前|同|当)年/, 'intake.year-missing'],
]

function readOne(text: string, settings: DateSettings): DateRead {
  const full =
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ??
    /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})$/.exec(text) ??
    /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (full) {
    const [year, month, day] = full.slice(1).filter((part) => /\d/.test(part))
    return civil(Number(year), Number(month), Number(day))
  }
  const short =
    /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ?? /^(\d{1,2})[./-](\d{1,2})[日号]?$/.exec(text)
  if (short) return withoutYear(Number(short[1]), Number(short[2]), settings)
  if (/^\d{5}(\.\d+)?$/.test(text)) return serial(Number(text), settings.date1904)
  const period = /^(\d{4})(?:[年./-](\d{1,2})?(?:月份?)?)?$/.exec(text)
  if (period && settings.firstDays) return civil(Number(period[1]), Number(period[2] ?? 1), 1)
  const problem = PROBLEMS.find(([shape]) => shape.test(text))
  return { problem: problem?.[1] ?? 'intake.not-a-date' }
}

function withoutYear(month: number, day: number, { defaultYear }: DateSettings): DateRead {
  if (defaultYear !== undefined) return civil(defaultYear, month, day)
  // A leap year lets every day pass that some year has.
  const read = civil(2000, month, day)
  return 'problem' in read ? read : { problem: 'intake.year-missing' }
}

/** Day numbers of a workbook; day 60 of 1900 never was, which the origin of 30 December settles. */
function serial(days: number, date1904: boolean): DateRead {
  const from1900 = Math.floor(days) + (date1904 ? DAYS_1904 : 0)
  if (from1900 < SERIAL_LOW || from1900 > SERIAL_HIGH) return { problem: 'intake.not-a-date' }
  return { date: dayjs(DAY_ZERO_1900).add(from1900, 'day').format('YYYY-MM-DD') }
}

function civil(year: number, month: number, day: number): DateRead {
  const isYear = year >= FIRST_YEAR && year <= LAST_YEAR
  if (!isYear || day < 1 || day > lastDayOf(year, month)) {
    return { problem: 'intake.date-impossible' }
  }
  return { date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` }
}

/** The last day of a month by the Gregorian calendar; 0 when there is no such month. */
function lastDayOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap
    ? 29
    : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)
}
