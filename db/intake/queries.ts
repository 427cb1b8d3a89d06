import type { z } from 'zod'

import type { QueryHandlers } from '#db/engine/handlers.ts'

import { judgingOf, isLead } from './judging.ts'
import { stagedSheet } from './context.ts'
import type { ImportFault, intakeContract } from './contract.ts'
import { judgeRows } from './judge.ts'
import { describeSheet, mappingsOf } from './stage.ts'

/** Faults of one code that the page shows; it counts the others. */
const FAULTS_SHOWN = 200
/** The report of faults is a workbook that a person reads; more rows help nobody. */
const FAULTS_SAVED = 50_000

export const intakeQueries: QueryHandlers<typeof intakeContract> = {
  async sheet(db, { stageId, sheet, head }, world) {
    const staged = stagedSheet(world, { stageId, sheet })
    return describeSheet(staged.sheet, await mappingsOf(db), head)
  },

  async plan(db, choices, world) {
    const counts = { toAdd: 0, already: 0, skipped: 0, faulty: 0, asLeads: 0 }
    const faults = new Faults(FAULTS_SHOWN)
    const judging = await judgingOf(db, choices, world)
    for await (const judged of judgeRows(judging, world)) {
      for (const each of judged) {
        if (each.kind === 'faulty') {
          counts.faulty += 1
          faults.take(each.faults)
        } else if (each.kind === 'add') {
          counts.toAdd += 1
          if (isLead(each.ready, choices)) counts.asLeads += 1
        } else counts[each.kind] += 1
      }
    }
    const { units, types, context } = judging
    return {
      rows: judging.rows.count,
      ...counts,
      ...faults.summary(),
      unknownUnits: units.describe(context.unitChoices),
      unknownUnitCount: units.count,
      unknownTypes: types.describe(context.typeChoices),
      unknownTypeCount: types.count,
      ready: counts.faulty === 0 && counts.toAdd > 0,
    }
  },

  async faults(db, choices, world) {
    const faults: ImportFault[] = []
    for await (const judged of judgeRows(await judgingOf(db, choices, world), world)) {
      for (const each of judged) if (each.kind === 'faulty') faults.push(...each.faults)
      if (faults.length >= FAULTS_SAVED) break
    }
    return faults.slice(0, FAULTS_SAVED)
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
      .orderBy('importBatch.id', 'desc')
      .execute(),
}

/** Counts faults by code, and keeps the first of each. */
class Faults {
  readonly #most: number
  readonly #counts = new Map<string, number>()
  readonly #kept: ImportFault[] = []

  constructor(most: number) {
    this.#most = most
  }

  take(faults: readonly ImportFault[]): void {
    for (const fault of faults) {
      const count = (this.#counts.get(fault.code) ?? 0) + 1
      this.#counts.set(fault.code, count)
      if (count <= this.#most) this.#kept.push(fault)
    }
  }

  summary(): Pick<
    z.input<typeof intakeContract.plan.output>,
    'faultCount' | 'faultCodes' | 'faults'
  > {
    const faultCodes = [...this.#counts]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count)
    const faultCount = faultCodes.reduce((sum, { count }) => sum + count, 0)
    return { faultCount, faultCodes, faults: this.#kept }
  }
}
