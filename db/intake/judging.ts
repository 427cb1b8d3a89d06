import type { Reader } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'

import { type Context, type Named, stagedSheet } from './context.ts'
import type { ImportChoices, ImportFault } from './contract.ts'
import { type DryRun, dryRunOf } from './dry-run.ts'
import { isWhole, type ProblemRow, type UnitRow, type VisitRow } from './rules/rows.ts'
import { SheetRows } from './sheet-rows.ts'
import { UnknownNames } from './unknown-names.ts'

/** A row of the case file that a record speaks of: one that is there, or one to be made. */
export type Target = Extract<Named, { kind: 'known' | 'create' }>

/** One record that can be written, with the id that its content gives it. */
export type Ready =
  | {
      readonly kind: 'unit'
      readonly id: string
      readonly row: UnitRow
      readonly above: Target | { readonly kind: 'row'; readonly id: string } | null
    }
  | {
      readonly kind: 'visit'
      readonly id: string
      readonly visitId: string
      readonly row: VisitRow
      readonly unit: Target
      readonly type: Target
    }
  | {
      readonly kind: 'problem'
      readonly id: string
      readonly row: ProblemRow
      readonly unit: Target
      readonly type: Target
    }

/** What one row of the sheet came to. */
export type Judged =
  | { readonly kind: 'add'; readonly ready: Ready }
  | { readonly kind: 'already' | 'skipped' }
  | { readonly kind: 'faulty'; readonly faults: readonly ImportFault[] }

/** Judges the rows from one index up to another, each once and in their order. */
export type Judge = (from: number, to: number) => Promise<readonly Judged[]>

/** All that the judges work with. */
export type Judging = {
  readonly db: Reader
  readonly rows: SheetRows
  readonly context: Context
  readonly dryRun: DryRun
  readonly choices: ImportChoices
  readonly units: UnknownNames
  readonly types: UnknownNames
}

/** What the judges of the dry run and of the import work with. */
export async function judgingOf(
  db: Reader,
  choices: ImportChoices,
  world: World,
): Promise<Judging> {
  const { staged, sheet } = stagedSheet(world, choices)
  const dryRun = await dryRunOf(db, staged, choices, world.today())
  return {
    db,
    rows: new SheetRows(staged, sheet, choices, world.today()),
    context: dryRun.context,
    dryRun,
    choices,
    units: new UnknownNames(),
    types: new UnknownNames(),
  }
}

/** Whether a problem enters as a lead: its event is incomplete, or nobody confirmed it. */
export function isLead(ready: Ready, { confirmedBy }: ImportChoices): boolean {
  return ready.kind === 'problem' && (confirmedBy === null || !isWhole(ready.row))
}
