import type { z } from 'zod'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers, World } from '#db/engine/handlers.ts'

import { contextOf, stagedSheet } from './context.ts'
import type { ImportChoices, ImportFault, intakeContract } from './contract.ts'
import { describeUnknown, type Ready, SheetReading } from './prepare.ts'
import { isWhole } from './rules/rows.ts'

const FAULTS_SHOWN = 500
/** The report of faults is a workbook that a person reads; more rows help nobody. */
const FAULTS_SAVED = 50_000
const PAUSE_EVERY = 5000

export const intakeQueries: QueryHandlers<typeof intakeContract> = {
  plan: async (db, choices, world) => {
    const { plan } = await survey(db, choices, world, FAULTS_SHOWN)
    return plan
  },

  faults: async (db, choices, world) => {
    const { plan } = await survey(db, choices, world, FAULTS_SAVED)
    return plan.faults
  },

  batches: (db) =>
    db
      .selectFrom('importBatch')
      .innerJoin('member', 'member.id', 'importBatch.importedBy')
      .select([
        'importBatch.id',
        'importBatch.kind',
        'importBatch.fileName',
        'importBatch.sheetName',
        'importBatch.rowCount',
        'member.name as importedBy',
        'importBatch.importedAt',
      ])
      .orderBy('importBatch.importedAt', 'desc')
      .execute(),
}

/** The dry run: reads every row as the import would, and writes nothing. */
async function survey(
  db: Reader,
  choices: ImportChoices,
  world: World,
  faultLimit: number,
): Promise<{ readonly plan: z.input<typeof intakeContract.plan.output> }> {
  const { staged, sheet } = stagedSheet(world, choices)
  const context = await contextOf(db, choices)
  const reading = new SheetReading(sheet, staged.file.date1904, choices, context)
  const present = await presentIds(db, choices.kind)
  const faults: ImportFault[] = []
  const counts = { toAdd: 0, already: 0, skipped: 0, faulty: 0, faultCount: 0, asLeads: 0 }
  for (let index = 0; index < reading.rows.length; index += 1) {
    if (index % PAUSE_EVERY === 0) await world.pause(index, reading.rows.length)
    const outcome = reading.outcome(index)
    if (outcome.kind === 'skipped') counts.skipped += 1
    else if (outcome.kind === 'faulty') {
      counts.faulty += 1
      counts.faultCount += outcome.faults.length
      if (faults.length < faultLimit) faults.push(...outcome.faults)
    } else if (present.has(outcome.ready.id) || isKnownUnit(outcome.ready, context)) {
      counts.already += 1
    } else {
      counts.toAdd += 1
      if (!isPinnedDown(outcome.ready, choices)) counts.asLeads += 1
    }
  }
  return {
    plan: {
      rows: reading.rows.length,
      ...counts,
      faults: faults.slice(0, faultLimit),
      unknownUnits: describeUnknown(reading.unknownUnits, context.unitChoices),
      unknownTypes: describeUnknown(reading.unknownTypes, context.typeChoices),
      ready: counts.faulty === 0 && counts.toAdd > 0,
    },
  }
}

/** Ids that a ledger of this kind gave to rows which are already in the case file. */
async function presentIds(db: Reader, kind: ImportChoices['kind']): Promise<ReadonlySet<string>> {
  const table = kind === 'unit' ? 'unit' : kind === 'visit' ? 'exposure' : 'problem'
  const rows = await db.selectFrom(table).select('id').where('id', 'like', 'i%').execute()
  return new Set(rows.map(({ id }) => id))
}

function isKnownUnit(ready: Ready, context: Awaited<ReturnType<typeof contextOf>>): boolean {
  return ready.kind === 'unit' && context.unit(ready.row.name).kind === 'known'
}

function isPinnedDown(ready: Ready, choices: ImportChoices): boolean {
  return ready.kind !== 'problem' || (isWhole(ready.row) && choices.confirmedBy !== null)
}
