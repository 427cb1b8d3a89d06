import { z } from 'zod'

import type {
  ColumnMapping,
  HeadPlace,
  ImportChoices,
  intakeContract,
  LedgerKind,
  StagedLedger,
  StagedSheet,
} from '#db/intake/contract.ts'
import { type LedgerField, ledgerFields } from '#db/intake/rules/fields.ts'

import type { KeptChoices, Settings } from './kept-choices.ts'

/** The steps of an import in their order; `result` is reached by importing only. */
export const importSteps = ['file', 'sheet', 'columns', 'names', 'check', 'result'] as const
export const ImportStep = z.enum(importSteps)
export type ImportStep = z.infer<typeof ImportStep>

/** What was chosen for one sheet. Columns are kept for each kind, so that trying another loses none. */
export type SheetChoice = {
  readonly head: HeadPlace | null
  readonly described: StagedSheet
  readonly kind: LedgerKind
  readonly mappings: Readonly<Partial<Record<LedgerKind, ColumnMapping>>>
}

/** An import under way: the ledger that waits in the case process, and all that was chosen. */
export type Flow = {
  readonly ledger: StagedLedger
  readonly sheet: number
  readonly sheets: readonly SheetChoice[]
  readonly units: KeptChoices['units']
  readonly types: KeptChoices['types']
  readonly settings: Settings
  readonly isRunning: boolean
  readonly error: unknown
  readonly result: z.output<typeof intakeContract.commit.output> | null
}

const NO_SETTINGS: Settings = {
  defaultYear: null,
  defaultDate: null,
  firstDays: false,
  confirmedBy: null,
}

/**
 * Begins with a ledger that was read. Where a sheet bears the heads of one before it, what was
 * chosen for that one stays: a ledger that was mended and chosen again, or that a lock interrupted,
 * needs nothing chosen anew.
 */
export function beginFlow(ledger: StagedLedger, before: KeptChoices | null): Flow {
  const sheets = ledger.sheets.map((sheet) => {
    const heads = JSON.stringify(sheet.headers)
    const known = before?.sheets.find(({ headers }) => JSON.stringify(headers) === heads)
    if (!known) return chooseFor(sheet)
    return { head: null, described: sheet, kind: known.kind, mappings: known.mappings }
  })
  return {
    ledger,
    sheet: likeliest(ledger.sheets.map(({ guess }) => Math.max(...guess.map(scoreOf)))),
    sheets,
    units: before?.units ?? {},
    types: before?.types ?? {},
    settings: before?.settings ?? NO_SETTINGS,
    isRunning: false,
    error: null,
    result: null,
  }
}

/** What was chosen so far, to begin with again. */
export function keptChoices({ ledger, sheets, units, types, settings }: Flow): KeptChoices {
  return {
    fileName: ledger.fileName,
    sheets: sheets.map(({ described: { headers }, kind, mappings }) => ({
      headers,
      kind,
      mappings,
    })),
    units,
    types,
    settings,
  }
}

function chooseFor(sheet: StagedSheet): SheetChoice {
  const kind = sheet.guess[likeliest(sheet.guess.map(scoreOf))]?.kind ?? 'problem'
  return { head: null, described: sheet, kind, mappings: {} }
}

function scoreOf({ score }: StagedSheet['guess'][number]): number {
  return score
}

function likeliest(scores: readonly number[]): number {
  return Math.max(0, scores.indexOf(Math.max(...scores)))
}

/** The sheet at work. A staged ledger has at least one. */
export function sheetOf(flow: Flow): SheetChoice | undefined {
  return flow.sheets[flow.sheet]
}

/** The flow with a change of the sheet at work. */
export function withSheet(flow: Flow, change: Partial<SheetChoice>): Flow {
  return {
    ...flow,
    sheets: flow.sheets.map((each, at) => (at === flow.sheet ? { ...each, ...change } : each)),
  }
}

/** The columns of the sheet at work: as the person mapped them, otherwise as they were guessed. */
export function mappingOf(choice: SheetChoice): ColumnMapping {
  return choice.mappings[choice.kind] ?? guessOf(choice)?.mapping ?? {}
}

/** What was guessed for the kind at work. */
export function guessOf({
  described,
  kind,
}: SheetChoice): StagedSheet['guess'][number] | undefined {
  return described.guess.find((each) => each.kind === kind)
}

/** Required fields that have no column. A date may be given for all rows instead. */
export function missingFields(flow: Flow): readonly LedgerField[] {
  const choice = sheetOf(flow)
  if (!choice) return []
  const mapping = mappingOf(choice)
  return ledgerFields[choice.kind].filter(({ field, required }) => {
    const isGiven = isDay(field) && flow.settings.defaultDate !== null
    return required && !isGiven && typeof mapping[field] !== 'number'
  })
}

/** Whether a field is the day of the record, for which a default can be given. */
export function isDay(field: string): boolean {
  return field === 'foundOn' || field === 'startedOn'
}

/** All that was chosen, as the case file takes it. */
export function choicesOf(flow: Flow): ImportChoices | undefined {
  const choice = sheetOf(flow)
  if (!choice) return undefined
  const { settings, units, types } = flow
  return {
    stageId: flow.ledger.stageId,
    sheet: flow.sheet,
    head: choice.head,
    kind: choice.kind,
    mapping: mappingOf(choice),
    units,
    types,
    ...settings,
    confirmedBy: choice.kind === 'problem' ? settings.confirmedBy : null,
  }
}
