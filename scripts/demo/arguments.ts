import { parseArgs } from 'node:util'

import { Locale } from '#electron/shell/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'

/** Where the files are put unless `--out` says otherwise; git does not see it. */
export const OUT = 'demo'

/** What the command line asks for. Paths stand as they were typed. */
export type DemoArguments = {
  readonly help: boolean
  readonly locale: Locale
  readonly units: string | null
  readonly visits: string | null
  readonly ledger: string | null
  readonly out: string
  /** The folder in which the case file is kept; null for one that is thrown away. */
  readonly caseParent: string | null
  readonly title: string | null
  readonly defaultDate: string | null
  readonly defaultYear: number | null
  /** Whether unknown names and incomplete dates are refused instead of completed. */
  readonly strict: boolean
}

/** What is wrong with a command line, as a key of the demo's words and what it is about. */
export type ArgumentFault = { readonly fault: string; readonly about: readonly string[] }

const options = {
  help: { type: 'boolean', short: 'h' },
  locale: { type: 'string' },
  units: { type: 'string' },
  visits: { type: 'string' },
  ledger: { type: 'string' },
  out: { type: 'string' },
  case: { type: 'string' },
  title: { type: 'string' },
  'default-date': { type: 'string' },
  'default-year': { type: 'string' },
  strict: { type: 'boolean' },
} as const

type Values = ReturnType<typeof parse>['values']

/** Reads the command line. The last of two equal options counts. */
export function readArguments(given: readonly string[]): DemoArguments | ArgumentFault {
  const { values, tokens } = parse(given)
  for (const token of tokens) {
    if (token.kind === 'positional') return fault('positional', token.value)
    if (token.kind !== 'option') continue
    const option = Object.entries(options).find(([name]) => name === token.name)?.[1]
    if (!option) return fault('unknownOption', token.rawName)
    const value = token.value ?? ''
    const bare = value === '' || (!token.inlineValue && value.startsWith('-'))
    if (option.type === 'string' && bare) return fault('valueMissing', token.rawName)
    if (option.type === 'boolean' && token.value !== undefined) {
      return fault('valueUnwanted', token.rawName)
    }
  }
  return faultOf(values) ?? argumentsOf(values)
}

/** The language that the command line asks for, even where the rest of it is wrong. */
export function localeOf(given: readonly string[]): Locale {
  return Locale.safeParse(parse(given).values.locale).data ?? 'zh-CN'
}

function parse(given: readonly string[]) {
  return parseArgs({
    args: [...given],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
}

function faultOf(values: Values): ArgumentFault | undefined {
  const { locale, title } = values
  const date = values['default-date']
  const year = values['default-year']
  if (locale !== undefined && !Locale.safeParse(locale).success) {
    return fault('localeUnknown', String(locale))
  }
  if (date !== undefined && !CivilDate.safeParse(date).success)
    return fault('notADate', String(date))
  if (year !== undefined && !/^(199\d|20\d\d)$/.test(String(year))) {
    return fault('notAYear', String(year))
  }
  const own = values.ledger ?? values.units ?? values.visits
  const needsLedger = [
    ['--title', title],
    ['--default-date', date],
    ['--default-year', year],
    ['--strict', values.strict],
  ].find(([, value]) => value !== undefined)
  if (own === undefined && needsLedger) return fault('ledgerMissing', String(needsLedger[0]))
  return undefined
}

function argumentsOf(values: Values): DemoArguments {
  const text = (value: string | boolean | undefined) => (typeof value === 'string' ? value : null)
  const year = text(values['default-year'])
  return {
    help: values.help === true,
    locale: Locale.safeParse(values.locale).data ?? 'zh-CN',
    units: text(values.units),
    visits: text(values.visits),
    ledger: text(values.ledger),
    out: text(values.out) ?? OUT,
    caseParent: text(values.case),
    title: text(values.title),
    defaultDate: text(values['default-date']),
    defaultYear: year === null ? null : Number(year),
    strict: values.strict === true,
  }
}

function fault(name: string, ...about: readonly string[]): ArgumentFault {
  return { fault: name, about }
}
