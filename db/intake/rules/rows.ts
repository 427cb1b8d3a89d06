import {
  type Code,
  methods,
  natures,
  notices,
  problemSources,
  results,
  selections,
  severities,
  unitKinds,
  unitLevels,
  winds,
} from '#db/kernel/codes.ts'

import { readCode } from './cells.ts'
import { readDate } from './dates.ts'

/** What is wrong with one cell of a row. */
export type CellFault = {
  readonly field: string
  readonly value: string
  readonly code: string
  readonly about: readonly string[]
}

/** The cells of one row by field, trimmed; a field without a column is empty. */
export type Fields = Readonly<Record<string, string>>

export type DateChoices = {
  readonly date1904: boolean
  readonly defaultYear: number | null
  readonly defaultDate: string | null
}

export type UnitRow = {
  readonly name: string
  readonly code: string | null
  readonly level: string
  readonly kind: string
  readonly parent: string
  readonly validFrom: string | null
}

export type VisitRow = {
  readonly unit: string
  readonly startedOn: string
  readonly endedOn: string
  readonly method: string
  readonly notice: string
  readonly selection: string
  readonly problemType: string
  readonly nature: string
  readonly result: string
  readonly note: string
  readonly members: readonly string[]
  readonly round: number | null
}

export type ProblemRow = {
  readonly unit: string
  readonly foundOn: string
  readonly problemType: string
  readonly what: string
  readonly happened: string
  readonly place: string
  readonly effect: string
  readonly persons: readonly string[]
  readonly severity: string
  readonly source: string
  readonly measure: string
  readonly wind: string | null
}

export type Read<T> = { readonly row: T; readonly faults: readonly CellFault[] }

/** Collects the faults of one row while its cells are read. */
function faultsOf(fields: Fields) {
  const faults: CellFault[] = []
  function fault(field: string, code: string, ...about: string[]): void {
    faults.push({ field, value: fields[field] ?? '', code, about })
  }
  return {
    faults,
    text(field: string): string {
      return fields[field] ?? ''
    },
    required(field: string): string {
      const value = fields[field] ?? ''
      if (value === '') fault(field, 'intake.cell-empty')
      return value
    },
    code(field: string, list: readonly Code[], fallback: string): string {
      const value = fields[field] ?? ''
      if (value === '') return fallback
      const found = readCode(list, value)
      if (found !== undefined) return found
      fault(field, 'intake.word-unknown', list.map(({ zh }) => zh).join('、'))
      return fallback
    },
    date(field: string, choices: DateChoices, fallback: string | null): string | null {
      const value = fields[field] ?? ''
      if (value === '') return fallback
      const read = readDate(value, {
        date1904: choices.date1904,
        ...(choices.defaultYear === null ? {} : { defaultYear: choices.defaultYear }),
      })
      if ('date' in read) return read.date
      if ('range' in read) return read.range[0]
      fault(field, read.problem)
      return fallback
    },
    fault,
  }
}

const LEVEL_BY_ENDING: readonly (readonly [ending: RegExp, level: string, kind: string])[] = [
  [/(省|自治区|特别行政区)$/, '10', 'K01'],
  [/兵团$/, '15', 'K01'],
  [/(乡|镇|街道|苏木)$/, '40', 'K06'],
  [/(村|社区|居委会|村委会)$/, '50', 'K07'],
  [/(县|区|旗)$/, '30', 'K01'],
  [/(市|州|盟|地区)$/, '20', 'K01'],
  [/支部$/, '60', 'K02'],
  [/(大学|学院)$/, '11', 'K09'],
  [/(医院|中学|小学|学校|卫生院)$/, '31', 'K05'],
  [/(公司|集团|厂)$/, '31', 'K08'],
  [/(中心|窗口|大厅)$/, '31', 'K04'],
  [/(委|部|厅|局|办|院|署)$/, '31', 'K02'],
]

/** Level and kind that a unit's name suggests where a ledger states none. */
export function guessStanding(name: string): { readonly level: string; readonly kind: string } {
  const found = LEVEL_BY_ENDING.find(([ending]) => ending.test(name))
  return found ? { level: found[1], kind: found[2] } : { level: '31', kind: 'K02' }
}

/** Reads one row of a ledger of units. */
export function readUnitRow(fields: Fields, choices: DateChoices): Read<UnitRow> {
  const cells = faultsOf(fields)
  const name = cells.required('name')
  const standing = guessStanding(name)
  return {
    row: {
      name,
      code: cells.text('code') || null,
      level: cells.code('level', unitLevels, standing.level),
      kind: cells.code('kind', unitKinds, standing.kind),
      parent: cells.text('parent') || cells.text('prefecture'),
      validFrom: cells.date('validFrom', choices, null),
    },
    faults: cells.faults,
  }
}

/** Reads one row of a ledger of visits: one row is one look for one type. */
export function readVisitRow(fields: Fields, choices: DateChoices): Read<VisitRow> {
  const cells = faultsOf(fields)
  const startedOn = cells.date('startedOn', choices, choices.defaultDate)
  if (startedOn === null && cells.text('startedOn') === '') cells.required('startedOn')
  const endedOn = cells.date('endedOn', choices, startedOn)
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) {
    cells.fault('endedOn', 'intake.ends-before-start', startedOn)
  }
  const result = cells.code('result', results, '')
  if (result === '' && cells.text('result') === '') cells.required('result')
  const round = cells.text('round').replaceAll(/[第轮]/g, '')
  if (round !== '' && !/^\d{1,2}$/.test(round)) cells.fault('round', 'intake.not-a-number')
  return {
    row: {
      unit: cells.required('unit'),
      startedOn: startedOn ?? '',
      endedOn: endedOn ?? startedOn ?? '',
      method: cells.code('method', methods, 'M09'),
      notice: cells.code('notice', notices, 'announced'),
      selection: cells.code('selection', selections, 'chosen'),
      problemType: cells.required('problemType'),
      nature: cells.code('nature', natures, 'effect'),
      result,
      note: cells.text('note'),
      members: names(cells.text('members')),
      round: /^\d{1,2}$/.test(round) ? Number(round) : null,
    },
    faults: cells.faults,
  }
}

/** Reads one row of a ledger of problems. */
export function readProblemRow(fields: Fields, choices: DateChoices): Read<ProblemRow> {
  const cells = faultsOf(fields)
  const foundOn = cells.date('foundOn', choices, choices.defaultDate)
  if (foundOn === null && cells.text('foundOn') === '') cells.required('foundOn')
  return {
    row: {
      unit: cells.required('unit'),
      foundOn: foundOn ?? '',
      problemType: cells.text('problemType'),
      what: cells.required('what'),
      happened: cells.text('happened'),
      place: cells.text('place'),
      effect: cells.text('effect'),
      persons: names(cells.text('person')),
      severity: cells.code('severity', severities, 'ordinary'),
      source: cells.code('source', problemSources, 'otherBody'),
      measure: cells.text('measure'),
      wind: cells.code('wind', winds, '') || null,
    },
    faults: cells.faults,
  }
}

/** Whether the event is told whole: what, when, where, effect and who (R70–R71). */
export function isWhole(row: ProblemRow): boolean {
  const told = [row.what, row.happened, row.place, row.effect].every((part) => part !== '')
  return told && row.persons.length > 0
}

function names(text: string): readonly string[] {
  return text
    .split(/[、,,;;\s/]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
