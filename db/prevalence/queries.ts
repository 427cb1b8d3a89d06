import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { prevalenceContract, TypeRow } from './contract.ts'
import { matrixOf } from './matrix.ts'
import { recordsOf } from './records.ts'
import { assess, compareByLowerLimit, type PrevalenceParameters } from './rules/label.ts'
import { parametersOf } from './rules/parameters.ts'
import { biasWarnings } from './rules/warnings.ts'
import {
  biasFacts,
  extentOf,
  frameOf,
  type Group,
  groupsOf,
  observerShares,
  type ProblemCount,
  problemCounts,
} from './tallies.ts'

export const prevalenceQueries: QueryHandlers<typeof prevalenceContract> = {
  async byType(db, query, world) {
    const parameters = await currentParameters(db)
    const frame = await frameOf(db, query, query.period.to ?? world.today())
    const groups = await groupsOf(db, query)
    const counts = new Map(
      (await problemCounts(db, query)).map((count) => [count.problemType, count]),
    )
    const types = await db.selectFrom('problemType').select(['id']).orderBy('position').execute()
    const bounded = query.levels.length + query.kinds.length > 0
    const rows = types.map(({ id }) =>
      typeRow(
        id,
        groups.filter(({ problemType }) => problemType === id),
        counts.get(id),
        bounded ? frame : undefined,
        parameters,
      ),
    )
    const facts = await biasFacts(db, query)
    const extent = await extentOf(db, query)
    return {
      frame,
      ...extent,
      parameters,
      rows: rows.toSorted(compareByLowerLimit),
      warnings: facts
        ? biasWarnings({ ...facts, observers: await observerShares(db, query) }).map(copyReason)
        : [],
    }
  },

  matrix: (db, input) => matrixOf(db, input),

  async byWeek(db, { period }) {
    const rows = await db
      .selectFrom('examinationWeek')
      .select(['problemType', 'level', 'week', 'examined', 'found'])
      .where('selection', '=', 'drawn')
      .$if(period.from !== null, (query) => query.where('week', '>=', period.from ?? ''))
      .$if(period.to !== null, (query) => query.where('week', '<=', period.to ?? ''))
      .orderBy('problemType')
      .orderBy('level')
      .orderBy('week')
      .execute()
    return {
      problemTypes: rows.map((row) => row.problemType),
      levels: rows.map((row) => row.level),
      weeks: rows.map((row) => row.week),
      examined: rows.map((row) => row.examined),
      found: rows.map((row) => row.found),
    }
  },

  records: (db, input) => recordsOf(db, input),
}

/** The newest value of each parameter, defaults where the group has set none (domain §4.9). */
async function currentParameters(db: Reader): Promise<PrevalenceParameters> {
  const set = await db
    .selectFrom('parameter')
    .select(['code', 'value'])
    .orderBy('setOn')
    .orderBy('id')
    .execute()
  return parametersOf(set)
}

function typeRow(
  problemType: string,
  groups: readonly Group[],
  count: ProblemCount | undefined,
  frame: number | undefined,
  parameters: PrevalenceParameters,
): TypeRow {
  const sum = (field: keyof Omit<Group, 'problemType' | 'kind' | 'prefectureId'>) =>
    groups.reduce((total, group) => total + group[field], 0)
  const prefectures = (field: 'examined' | 'found') =>
    new Set(groups.filter((group) => group[field] > 0).map((group) => group.prefectureId)).size
  const kinds = [...new Set(groups.map(({ kind }) => kind))].map((kind) => {
    const ofKind = groups.filter((group) => group.kind === kind)
    return {
      kind,
      examined: ofKind.reduce((total, group) => total + group.examined, 0),
      found: ofKind.reduce((total, group) => total + group.found, 0),
    }
  })
  const tally = {
    examined: sum('examined'),
    found: sum('found'),
    unannounced: sum('unannounced'),
    prefecturesExamined: prefectures('examined'),
    prefecturesFound: prefectures('found'),
    kinds: kinds.filter(({ examined }) => examined > 0),
  }
  const others = { otherExamined: sum('otherExamined'), otherFound: sum('otherFound') }
  const assessment = assess(
    { ...tally, frame, chosenExamined: others.otherExamined, chosenFound: others.otherFound },
    parameters,
  )
  return {
    problemType,
    ...tally,
    ...others,
    unconfirmed: sum('unconfirmed'),
    unannouncedFound: sum('unannouncedFound'),
    problems: count?.problems ?? 0,
    problemUnits: count?.units ?? 0,
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
