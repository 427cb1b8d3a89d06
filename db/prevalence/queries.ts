import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { setParameters } from '#db/engine/set-parameters.ts'

import { biasFacts } from './bias.ts'
import type { prevalenceContract, TypeRow } from './contract.ts'
import { matrixOf } from './matrix.ts'
import { recordsOf } from './records.ts'
import { assess, compareByLowerLimit, type PrevalenceParameters } from './rules/label.ts'
import { parametersOf } from './rules/parameters.ts'
import { biasWarnings } from './rules/warnings.ts'
import { countsOf, frameOf, looksOf, type ProblemCount, type TypeTally } from './tallies.ts'
import { weeksOf } from './weeks.ts'

export const prevalenceQueries: QueryHandlers<typeof prevalenceContract> = {
  async byType(db, query, world) {
    const parameters = await currentParameters(db)
    const frame = await frameOf(db, query, query.period.to ?? world.today())
    const counted = await countsOf(db, query)
    const tallies = new Map(counted.tallies.map((row) => [row.problemType, row]))
    const counts = new Map(counted.problems.map((row) => [row.problemType, row]))
    const types = await db.selectFrom('problemType').select(['id']).orderBy('position').execute()
    const bounded = query.levels.length + query.kinds.length > 0
    const rows = types.map(({ id }) =>
      typeRow(
        tallies.get(id) ?? { ...NOTHING, problemType: id },
        counts.get(id),
        bounded ? frame : undefined,
        parameters,
      ),
    )
    const { extent, facts } = await looksOf(db, query)
    const warnings = facts.exposures === 0 ? [] : biasWarnings(await biasFacts(db, query, facts))
    return {
      frame,
      ...extent,
      parameters,
      rows: rows.toSorted(compareByLowerLimit),
      warnings: warnings.map(copyReason),
    }
  },

  matrix: (db, input) => matrixOf(db, input),

  byWeek: (db, { period }) => weeksOf(db, period),

  records: (db, input) => recordsOf(db, input),
}

/** The newest value of each parameter, defaults where the group has set none (domain §4.9). */
async function currentParameters(db: Reader): Promise<PrevalenceParameters> {
  return parametersOf(await setParameters(db))
}

const NOTHING: Omit<TypeTally, 'problemType'> = {
  examined: 0,
  found: 0,
  unconfirmed: 0,
  unannounced: 0,
  unannouncedFound: 0,
  otherExamined: 0,
  otherFound: 0,
  prefecturesExamined: 0,
  prefecturesFound: 0,
  kinds: [],
}

function typeRow(
  tally: TypeTally,
  count: ProblemCount | undefined,
  frame: number | undefined,
  parameters: PrevalenceParameters,
): TypeRow {
  const { otherExamined, otherFound } = tally
  const assessment = assess(
    { ...tally, frame, chosenExamined: otherExamined, chosenFound: otherFound },
    parameters,
  )
  return {
    ...tally,
    kinds: [...tally.kinds],
    problems: count?.problems ?? 0,
    problemUnits: count?.problemUnits ?? 0,
    assessment: {
      word: assessment.word,
      share: assessment.share ?? null,
      interval: assessment.interval ?? null,
      frameRange: assessment.frameRange ?? null,
      upperWhenNone: assessment.upperWhenNone ?? null,
      shareAlone: assessment.showShareAlone,
      prevalentInKind: assessment.prevalentInKind ?? null,
      why: assessment.why.map(copyReason),
    },
  }
}

function copyReason(reason: { readonly code: string; readonly about?: readonly string[] }) {
  return { code: reason.code, about: [...(reason.about ?? [])] }
}
