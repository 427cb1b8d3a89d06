import {
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

import { type CellFault, CellReader, type DateChoices, type Fields } from './cell-reader.ts'
import { splitNames } from './names.ts'
import { numeralsToDigits } from './numerals.ts'
import { guessStanding } from './standing.ts'
import { fullName } from './text.ts'

export type UnitRow = {
  readonly name: string
  readonly code: string | null
  readonly level: string
  readonly kind: string
  /** The unit above as the row names it; empty when it names none. */
  readonly parent: string
  readonly validFrom: string | null
}

export type VisitRow = {
  /** The unit under its place, as far as the row states one. */
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
  /** The unit under its place, as far as the row states one. */
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

/** Characters that a field takes, as the forms take them. */
const MOST = {
  name: 100,
  code: 20,
  short: 200,
  note: 2000,
  long: 5000,
  person: 50,
  type: 60,
} as const

/** Reads one row of a ledger of units. */
export function readUnitRow(fields: Fields, choices: DateChoices): Read<UnitRow> {
  const cells = new CellReader(fields, choices)
  const name = cells.required('name', cells.name('name', MOST.name))
  const standing = guessStanding(name)
  const prefecture = cells.name('prefecture', MOST.name)
  const row = {
    name,
    code: cells.text('code', MOST.code) || null,
    level: cells.code('level', unitLevels, standing.level),
    kind: cells.code('kind', unitKinds, standing.kind),
    // The row of a prefecture itself may bear its own name in the column of prefectures.
    parent: cells.name('parent', MOST.name) || (prefecture === name ? '' : prefecture),
    validFrom: cells.span('validFrom')?.from ?? null,
  }
  if (name !== '' && row.parent === name) cells.fault('parent', 'intake.parent-is-itself')
  return { row, faults: cells.faults }
}

/** Reads one row of a ledger of visits: one row is one look for one type. */
export function readVisitRow(fields: Fields, choices: DateChoices): Read<VisitRow> {
  const cells = new CellReader(fields, choices)
  const unit = readUnit(cells)
  const started = cells.pastSpan('startedOn')
  const startedOn = started?.from ?? cells.required('startedOn', choices.defaultDate ?? '')
  const endedOn = cells.span('endedOn')?.to ?? started?.to ?? startedOn
  if (startedOn !== '' && endedOn < startedOn) {
    cells.fault('endedOn', 'intake.ends-before-start', startedOn)
  }
  const round = numeralsToDigits(cells.text('round', MOST.short)).replaceAll(/[第轮次]/g, '')
  if (round !== '' && !/^\d{1,2}$/.test(round)) cells.fault('round', 'intake.not-a-number')
  const row = {
    unit,
    startedOn,
    endedOn,
    method: cells.code('method', methods, 'M09'),
    notice: cells.code('notice', notices, 'announced'),
    selection: cells.code('selection', selections, 'chosen'),
    problemType: cells.required('problemType', cells.name('problemType', MOST.type)),
    nature: cells.code('nature', natures, 'effect'),
    result: cells.required('result', cells.code('result', results, '')),
    note: cells.text('note', MOST.note),
    members: splitNames(cells.text('members', MOST.short)),
    round: /^\d{1,2}$/.test(round) ? Number(round) : null,
  }
  return { row, faults: cells.faults }
}

/** Reads one row of a ledger of problems. */
export function readProblemRow(fields: Fields, choices: DateChoices): Read<ProblemRow> {
  const cells = new CellReader(fields, choices)
  const unit = readUnit(cells)
  const found = cells.pastSpan('foundOn')?.from
  const persons = splitNames(cells.text('person', MOST.long))
  const longest = Math.max(0, ...persons.map((name) => name.length))
  if (longest > MOST.person) {
    cells.fault('person', 'intake.text-too-long', String(MOST.person), String(longest))
  }
  const row = {
    unit,
    foundOn: found ?? cells.required('foundOn', choices.defaultDate ?? ''),
    problemType: cells.name('problemType', MOST.type),
    what: cells.required('what', cells.text('what', MOST.long)),
    happened: cells.text('happened', MOST.short),
    place: cells.text('place', MOST.short),
    effect: cells.text('effect', MOST.note),
    persons,
    severity: cells.code('severity', severities, 'ordinary'),
    source: cells.code('source', problemSources, 'otherBody'),
    measure: cells.text('measure', MOST.long),
    wind: cells.code('wind', winds, '') || null,
  }
  return { row, faults: cells.faults }
}

/** Whether the event is told whole: what, when, where, effect and who (R70–R71). */
export function isWhole(row: ProblemRow): boolean {
  const told = [row.what, row.happened, row.place, row.effect].every((part) => part !== '')
  return told && row.persons.length > 0
}

function readUnit(cells: CellReader): string {
  const name = cells.required('unit', cells.name('unit', MOST.name))
  const unit = name === '' ? '' : fullName(cells.name('above', MOST.name), name)
  if (unit.length <= MOST.name) return unit
  cells.fault('unit', 'intake.text-too-long', String(MOST.name), String(unit.length))
  return ''
}
