import { z } from 'zod'

import { CountColumn, DateColumn, TextColumn } from '#db/kernel/columns.ts'
import { query } from '#db/kernel/contract.ts'
import { CivilDate, Period } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'
import { Notice, Result, Selection } from '#db/visit/contract.ts'

/**
 * The one query object of the analysis: list, chart, matrix, sentence, export and briefing read
 * the same one. An empty list means all.
 */
export const PrevalenceQuery = z.strictObject({
  levels: z.array(z.string()).default([]),
  kinds: z.array(z.string()).default([]),
  prefectures: z.array(Id).default([]),
  period: Period.default({ from: null, to: null }),
  selections: z.array(Selection).default([]),
  notices: z.array(Notice).default([]),
})
export type PrevalenceQuery = z.infer<typeof PrevalenceQuery>

export const PrevalenceWord = z.enum([
  'toBeExamined',
  'isolated',
  'frequent',
  'prevalent',
  'undetermined',
])

const Reason = z.strictObject({ code: z.string(), about: z.array(z.string()).optional() })
const Range = z.strictObject({ low: z.number(), high: z.number() })

/** What may be said of one type. Shares are between 0 and 1; frame ranges are whole units. */
export const Assessment = z.strictObject({
  word: PrevalenceWord,
  share: z.number().nullable(),
  interval: Range.nullable(),
  frameRange: Range.nullable(),
  upperWhenNone: z.number().nullable(),
  /** False between 5 and 9 units: the percentage stands only beside x/n and interval. */
  shareAlone: z.boolean(),
  prevalentInKind: z.string().nullable(),
  why: z.array(Reason),
})
export type Assessment = z.infer<typeof Assessment>

/** Counts of units for one problem type. Drawn units carry the estimate; others stand beside it. */
export const TypeRow = z.strictObject({
  problemType: Id,
  examined: z.number().int(),
  found: z.number().int(),
  unconfirmed: z.number().int(),
  unannounced: z.number().int(),
  unannouncedFound: z.number().int(),
  prefecturesExamined: z.number().int(),
  prefecturesFound: z.number().int(),
  kinds: z.array(
    z.strictObject({ kind: z.string(), examined: z.number().int(), found: z.number().int() }),
  ),
  otherExamined: z.number().int(),
  otherFound: z.number().int(),
  problems: z.number().int(),
  problemUnits: z.number().int(),
  assessment: Assessment,
})
export type TypeRow = z.infer<typeof TypeRow>

/**
 * Found: some look found it. Looked: none did. A find that nobody has confirmed yet is no
 * `looked`, which would say that there was nothing; it only adds nothing to the count beside it.
 */
export const CellState = z.enum(['found', 'looked', 'notLooked', 'notApplicable'])

export const prevalenceContract = {
  byType: query(
    'prevalence.byType',
    PrevalenceQuery,
    z.strictObject({
      frame: z.number().int(),
      examinedUnits: z.number().int(),
      drawnUnits: z.number().int(),
      unannouncedUnits: z.number().int(),
      firstOn: CivilDate.nullable(),
      lastOn: CivilDate.nullable(),
      parameters: z.strictObject({
        smallest: z.number(),
        small: z.number(),
        isolatedBelow: z.number(),
        prevalentFrom: z.number(),
      }),
      rows: z.array(TypeRow),
      warnings: z.array(Reason),
    }),
  ),
  /** Units × types; types come in the order of byType. One page of units at a time. */
  matrix: query(
    'prevalence.matrix',
    z.strictObject({
      query: PrevalenceQuery,
      problemTypes: z.array(Id).max(200),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    z.strictObject({
      total: z.number().int(),
      units: z.array(
        z.strictObject({
          id: Id,
          name: z.string(),
          prefectureName: z.string().nullable(),
          selection: Selection,
          notice: Notice,
          cells: z.array(z.strictObject({ state: CellState, problems: z.number().int() })),
        }),
      ),
    }),
  ),
  /**
   * All types × levels × weeks of drawn units, as columns of equal length. Weeks are whole, named
   * by their Monday: those that the period touches.
   */
  byWeek: query(
    'prevalence.byWeek',
    z.strictObject({ period: Period.default({ from: null, to: null }) }),
    z.strictObject({
      problemTypes: TextColumn,
      levels: TextColumn,
      weeks: DateColumn,
      examined: CountColumn,
      found: CountColumn,
    }),
  ),
  /** The exposures behind one number, newest first. */
  records: query(
    'prevalence.records',
    z.strictObject({
      query: PrevalenceQuery,
      problemType: Id,
      unitId: Id.nullable().default(null),
      part: z.enum([
        'examined',
        'found',
        'unconfirmed',
        'unannounced',
        'otherExamined',
        'otherFound',
        'all',
      ]),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    z.strictObject({
      units: z.number().int(),
      total: z.number().int(),
      rows: z.array(
        z.strictObject({
          exposureId: Id,
          visitId: Id,
          unitId: Id,
          unitName: z.string(),
          prefectureName: z.string().nullable(),
          lookedOn: CivilDate,
          selection: Selection,
          notice: Notice,
          method: z.string(),
          result: Result,
          problemId: Id.nullable(),
          problemNo: z.number().int().nullable(),
          what: z.string().nullable(),
        }),
      ),
    }),
  ),
}
