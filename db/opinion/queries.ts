import { type ExpressionBuilder, sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { wordsHash } from '#db/engine/words-hash.ts'
import { Failure } from '#db/kernel/failure.ts'
import type { Tables } from '#db/tables.ts'

import { clusterQueries } from './clusters.ts'
import type { opinionContract, OpinionFilter, OpinionRow } from './contract.ts'

export const opinionQueries: QueryHandlers<typeof opinionContract> = {
  ...clusterQueries,

  async list(db, { filter, sort, descending, offset, limit }) {
    const direction = descending ? 'desc' : 'asc'
    const { total } = await db
      .selectFrom('opinion')
      .where((eb) => ofOpinion(eb, filter))
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await opinionRows(db)
      .where((eb) => ofOpinion(eb, filter))
      .orderBy(sort === 'unitName' ? 'unit.name' : sql.ref(`opinion.${sort}`), direction)
      .$if(sort === 'heardOn', (query) => query.orderBy('opinion.heardTime', direction))
      .orderBy('opinion.no', direction)
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows: await completed(db, rows) }
  },

  async one(db, { id }) {
    const found = await opinionRows(db)
      .innerJoin('member as hearer', 'hearer.id', 'opinion.heardBy')
      .innerJoin('member as enterer', 'enterer.id', 'opinion.enteredBy')
      .leftJoin('problem', 'problem.id', 'opinion.changeProblemId')
      .select([
        'opinion.place',
        'opinion.languageNote',
        'opinion.heardBy as heardById',
        'hearer.name as heardBy',
        'enterer.name as enteredBy',
        'opinion.enteredAt',
        'problem.id as changeProblemId',
        'problem.no as changeProblemNo',
        'problem.what as changeProblemWhat',
      ])
      .where('opinion.id', '=', id)
      .executeTakeFirst()
    if (!found) throw new Failure('not-found', [{ code: 'opinion.unknown' }])
    const { changeProblemId, changeProblemNo, changeProblemWhat, sha256, ...row } = found
    const [whole] = await completed(db, [{ ...row, sha256 }])
    if (!whole) throw new Failure('not-found', [{ code: 'opinion.unknown' }])
    return {
      ...row,
      ...whole,
      sha256,
      changeProblem:
        changeProblemId === null || changeProblemNo === null
          ? null
          : { id: changeProblemId, no: changeProblemNo, what: changeProblemWhat ?? '' },
      codeList: await codesOf(db, id),
      former: await formerOf(db, whole.supersedes),
      successor: await successorOf(db, id),
    }
  },
}

function opinionRows(db: Reader) {
  return db
    .selectFrom('opinion')
    .innerJoin('unit', 'unit.id', 'opinion.unitId')
    .leftJoin('opinionClusterMember as belongs', 'belongs.opinionId', 'opinion.id')
    .leftJoin('opinionCluster as cluster', 'cluster.id', 'belongs.clusterId')
    .select((eb) => [
      'opinion.id',
      'opinion.no',
      'opinion.unitId',
      'unit.name as unitName',
      'opinion.visitId',
      'opinion.heardOn',
      'opinion.heardTime',
      'opinion.speakerKind',
      'opinion.channel',
      'opinion.directness',
      'opinion.thirdPerson',
      'opinion.verbatim',
      'opinion.sha256',
      'opinion.supersedes',
      'opinion.change',
      'cluster.id as clusterId',
      'cluster.name as clusterName',
      eb
        .selectFrom('opinionCode')
        .whereRef('opinionCode.opinionId', '=', 'opinion.id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('codes'),
      eb
        .selectFrom('opinionCode')
        .whereRef('opinionCode.opinionId', '=', 'opinion.id')
        .select(sql<number>`coalesce(max(strong), 0)`.as('strong'))
        .$asScalar()
        .$notNull()
        .as('strong'),
    ])
}

type Read = Omit<OpinionRow, 'masks' | 'intact' | 'strong' | 'thirdPerson'> & {
  readonly sha256: string
  readonly strong: number
  readonly thirdPerson: number
}

/** The rows with their masks, and whether their words are still those that were sealed (INV-2). */
async function completed(db: Reader, rows: readonly Read[]): Promise<OpinionRow[]> {
  const ids = rows.map(({ id }) => id)
  const masks =
    ids.length === 0
      ? []
      : await db
          .selectFrom('opinionRedaction')
          .select(['opinionId', 'fromChar', 'toChar', 'reason'])
          .where('opinionId', 'in', ids)
          .orderBy('fromChar')
          .execute()
  const byOpinion = Map.groupBy(masks, ({ opinionId }) => opinionId)
  return rows.map(({ sha256, strong, thirdPerson, ...row }) => ({
    ...row,
    strong: strong === 1,
    thirdPerson: thirdPerson === 1,
    masks: (byOpinion.get(row.id) ?? []).map(({ opinionId: _opinion, ...mask }) => mask),
    intact: wordsHash(row.verbatim) === sha256,
  }))
}

/** What nothing corrects, and what the question asks for. */
function ofOpinion(eb: ExpressionBuilder<Tables, 'opinion'>, filter: OpinionFilter) {
  const { text, unitId, visitId, speakerKinds, channels, directnesses, period } = filter
  const { strong, coded, clusterId } = filter
  const codes = eb.selectFrom('opinionCode').whereRef('opinionCode.opinionId', '=', 'opinion.id')
  const isCoded = eb.exists(codes.select('opinionCode.id'))
  const isStrong = eb.exists(codes.where('opinionCode.strong', '=', 1).select('opinionCode.id'))
  const parts = [
    eb.not(
      eb.exists(
        eb
          .selectFrom('opinion as later')
          .select('later.id')
          .whereRef('later.supersedes', '=', 'opinion.id'),
      ),
    ),
    unitId === null ? undefined : eb('opinion.unitId', '=', unitId),
    visitId === undefined ? undefined : eb('opinion.visitId', '=', visitId),
    speakerKinds.length === 0 ? undefined : eb('opinion.speakerKind', 'in', speakerKinds),
    channels.length === 0 ? undefined : eb('opinion.channel', 'in', channels),
    directnesses.length === 0 ? undefined : eb('opinion.directness', 'in', directnesses),
    period.from === null ? undefined : eb('opinion.heardOn', '>=', period.from),
    period.to === null ? undefined : eb('opinion.heardOn', '<=', period.to),
    strong === null ? undefined : strong ? isStrong : eb.not(isStrong),
    coded === null ? undefined : coded ? isCoded : eb.not(isCoded),
    clusterId === null
      ? undefined
      : eb.exists(
          eb
            .selectFrom('opinionClusterMember as inside')
            .select('inside.id')
            .whereRef('inside.opinionId', '=', 'opinion.id')
            .where('inside.clusterId', '=', clusterId),
        ),
    text === ''
      ? undefined
      : eb.or([
          eb(sql<number>`instr(opinion.verbatim, ${text})`, '>', 0),
          eb(sql<string>`cast(opinion.no as text)`, '=', text),
          eb.exists(
            eb
              .selectFrom('unit as named')
              .select('named.id')
              .whereRef('named.id', '=', 'opinion.unitId')
              .where(sql<number>`instr(named.name, ${text})`, '>', 0),
          ),
        ]),
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}

async function codesOf(db: Reader, opinionId: string) {
  const codes = await db
    .selectFrom('opinionCode')
    .select(['id', 'fromChar', 'toChar', 'problemType', 'wind', 'problemId', 'intent', 'strong'])
    .where('opinionId', '=', opinionId)
    .orderBy('fromChar')
    .orderBy('id')
    .execute()
  return codes.map((code) => ({ ...code, strong: code.strong === 1 }))
}

/** A line of corrections is as long as somebody misheard the same words: two or three. */
async function formerOf(db: Reader, supersedes: string | null) {
  const found: { id: string; no: number; verbatim: string }[] = []
  for (let next = supersedes; next !== null;) {
    const { supersedes: before, ...former } = await db
      .selectFrom('opinion')
      .select(['id', 'no', 'verbatim', 'supersedes'])
      .where('id', '=', next)
      .executeTakeFirstOrThrow()
    found.push(former)
    next = before
  }
  return found
}

async function successorOf(db: Reader, id: string) {
  const successor = await db
    .selectFrom('opinion')
    .select(['id', 'no', 'verbatim'])
    .where('supersedes', '=', id)
    .executeTakeFirst()
  return successor ?? null
}
