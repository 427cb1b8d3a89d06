import type { z } from 'zod'

import {
  type ImportPlan,
  intakeContract,
  type LedgerKind,
  type StagedLedger,
  type StagedSheet,
} from '#db/intake/contract.ts'
import { ledgerFields } from '#db/intake/rules/fields.ts'
import { shellContract } from '#electron/shell/contract.ts'

import type { DemoApp } from './app.ts'
import { DemoRefusal } from './refusal.ts'

export type LedgerToLoad = {
  readonly kind: LedgerKind
  readonly path: string
  readonly defaultDate: string | null
  readonly defaultYear: number | null
  readonly strict: boolean
  /** The civil date on which rows without one count as entered. */
  readonly today: string
  /** Who pinned down the problems that are told whole; null leaves them leads. */
  readonly confirmedBy: string | null
}

/** What an import did, and what it completed on the way. */
export type Loaded = {
  readonly kind: LedgerKind
  readonly fileName: string
  readonly sheet: string
  readonly otherSheets: readonly string[]
  /** Field → head of the column that was taken for it. */
  readonly columns: readonly (readonly [field: string, head: string])[]
  readonly warnings: StagedLedger['warnings']
  readonly rows: number
  readonly added: number
  readonly already: number
  readonly newUnits: readonly string[]
  readonly newTypes: readonly string[]
  /** Rows whose date was a month or a year alone. */
  readonly firstDays: number
  readonly undated: number
  readonly undatedAs: string
  /** Problems that are no finds yet, since their event is not told whole or nobody confirmed it. */
  readonly leads: number
  readonly strict: boolean
}

/**
 * Imports one ledger through the app: the surest sheet, its columns as they are guessed, unknown
 * names made and incomplete dates completed unless that is refused. All rows enter or none.
 */
export async function loadLedger(app: DemoApp, given: LedgerToLoad): Promise<Loaded> {
  await app.answerDialogs(given.path)
  const staged = await app.ask('shell', shellContract.pickLedger, {})
  if (!staged) throw new DemoRefusal('fileMissing', [given.path])
  const { sheet, index, guess } = surestSheet(staged, given.kind)
  refuseMissingColumns(staged, sheet, guess, completedDate(given) !== null)
  const bare: Choices = {
    stageId: staged.stageId,
    sheet: index,
    kind: given.kind,
    mapping: guess.mapping,
    defaultYear: given.defaultYear,
    defaultDate: given.defaultDate,
    confirmedBy: given.kind === 'problem' ? given.confirmedBy : null,
  }
  const { choices, plan } = given.strict
    ? { choices: bare, plan: await app.ask('call', intakeContract.plan, bare) }
    : await complete(app, bare, given)
  if (!plan.ready) throw await refusalOf(app, staged, choices, plan)
  const dates = await incompleteDates(app, bare)
  const done = await app.ask('call', intakeContract.commit, choices)
  return {
    kind: given.kind,
    fileName: staged.fileName,
    sheet: sheet.name,
    otherSheets: staged.sheets.filter((each) => each !== sheet).map(({ name }) => name),
    columns: columnsOf(sheet, guess),
    warnings: staged.warnings,
    rows: plan.rows,
    added: done.added,
    already: done.already,
    newUnits: Object.keys(choices.units ?? {}),
    newTypes: Object.keys(choices.types ?? {}),
    firstDays: dates.firstDays,
    undated: dates.undated,
    undatedAs: choices.defaultDate ?? '',
    leads: done.asLeads,
    strict: given.strict,
  }
}

const HEADS_NAMED = 12

type Guess = StagedSheet['guess'][number]
type Choices = z.input<typeof intakeContract.plan.input>

function surestSheet(staged: StagedLedger, kind: LedgerKind) {
  const sheets = staged.sheets.flatMap((sheet, index) => {
    const guess = sheet.guess.find((each) => each.kind === kind)
    return guess ? [{ sheet, index, guess }] : []
  })
  const filled = sheets.filter(({ sheet }) => sheet.rowCount > 0)
  const surest = filled.toSorted((a, b) => b.guess.score - a.guess.score)[0]
  if (!surest) throw new DemoRefusal('nothingInside', [staged.fileName])
  return surest
}

function refuseMissingColumns(
  staged: StagedLedger,
  sheet: StagedSheet,
  guess: Guess,
  dated: boolean,
): void {
  const missing = ledgerFields[guess.kind].filter(
    ({ field, required }) =>
      required && typeof guess.mapping[field] !== 'number' && !(dated && field === dateOf(guess)),
  )
  if (missing.length === 0) return
  const heads = sheet.headers.filter((head) => head !== '')
  const more = heads.length > HEADS_NAMED ? ' | …' : ''
  throw new DemoRefusal('columnsMissing', [
    staged.fileName,
    missing.map(({ field }) => field),
    heads.slice(0, HEADS_NAMED).join(' | ') + more,
  ])
}

/** The field without which a row has no day. */
function dateOf({ kind }: { readonly kind: LedgerKind }): string {
  return kind === 'visit' ? 'startedOn' : 'foundOn'
}

/** The date of rows without one. A look that nobody dated cannot be said to have been made today. */
function completedDate({ kind, defaultDate, strict, today }: LedgerToLoad): string | null {
  return defaultDate ?? (kind === 'problem' && !strict ? today : null)
}

/** How many rows bear a month or a year alone, and how many no date at all. */
async function incompleteDates(app: DemoApp, choices: Choices) {
  const faults = await app.ask('call', intakeContract.faults, { ...choices, defaultDate: null })
  const dated = dateOf(choices)
  const rowsOf = (code: string) =>
    faults.filter((fault) => fault.code === code && fault.field === dated)
  return {
    firstDays: rowsOf('intake.day-missing').length,
    undated: rowsOf('intake.cell-empty').length,
  }
}

/** Makes what is unknown and completes what is incomplete, until the plan asks for nothing more. */
async function complete(app: DemoApp, bare: Choices, given: LedgerToLoad) {
  const units: NonNullable<Choices['units']> = {}
  const types: NonNullable<Choices['types']> = {}
  const choices: Choices = {
    ...bare,
    units,
    types,
    firstDays: true,
    defaultDate: completedDate(given),
  }
  for (;;) {
    const plan = await app.ask('call', intakeContract.plan, choices)
    if (plan.unknownUnitCount + plan.unknownTypeCount === 0) return { choices, plan }
    // A plan names the first of many unknown names only.
    for (const name of namesOf(plan.unknownUnits)) units[name] = { action: 'create' }
    for (const name of namesOf(plan.unknownTypes)) types[name] = { action: 'create' }
  }
}

function namesOf(unknown: ImportPlan['unknownUnits']): readonly string[] {
  return unknown.filter(({ remembered }) => remembered === null).map(({ name }) => name)
}

async function refusalOf(
  app: DemoApp,
  { fileName }: StagedLedger,
  choices: Choices,
  plan: ImportPlan,
): Promise<DemoRefusal> {
  if (plan.faultCount === 0) return new DemoRefusal('nothingInside', [fileName])
  const faults = await app.ask('call', intakeContract.faults, choices)
  return new DemoRefusal('rowsFaulty', [fileName, String(plan.faultCount)], { faults })
}

function columnsOf({ headers }: StagedSheet, { kind, mapping }: Guess): Loaded['columns'] {
  return ledgerFields[kind].flatMap(({ field }) => {
    const column = mapping[field]
    return typeof column === 'number' ? [[field, headers[column] ?? ''] as const] : []
  })
}
