import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import { workingDaysBetween } from '#db/holiday/rules.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { RectItem } from './records.ts'
import { openStates } from './rules/machine.ts'

/**
 * The one definition of late (R12): the days since an open item was due, 1 on the day after; null
 * where it is not late, is done or cancelled, or was never given a date.
 */
export function daysLateSql(today: string) {
  const open = sql.join(openStates)
  return sql<number | null>`case when rectItem.state in (${open}) and rectNow.due < ${today}
    then cast(julianday(${today}) - julianday(rectNow.due) as integer) end`
}

/** The items with how each stands now, its problem, its unit and its latest check. */
export function itemsNow(db: Reader) {
  return db
    .selectFrom('rectItem')
    .innerJoin('rectNow', 'rectNow.itemId', 'rectItem.id')
    .innerJoin('problem', 'problem.id', 'rectItem.problemId')
    .innerJoin('unit', 'unit.id', 'rectItem.unitId')
    .leftJoin('rectCheck', 'rectCheck.id', 'rectNow.checkId')
    .leftJoin('member as checker', 'checker.id', 'rectCheck.checkedBy')
}

/** The columns of one row of the list. */
export function rowOf(today: string) {
  const voices = (column: string) =>
    sql<number>`(select coalesce(sum(${sql.ref(column)}), 0) from massEvaluation
      where massEvaluation.itemId = rectItem.id)`
  return [
    'rectItem.id',
    'rectItem.problemId',
    'problem.no as problemNo',
    'problem.what as problem',
    'rectItem.measure',
    'rectItem.kind',
    'rectItem.unitId',
    'unit.name as unitName',
    'rectItem.ownerName',
    'rectItem.ownerPost',
    'rectItem.state',
    'rectItem.deadline',
    'rectNow.due',
    'rectNow.extensions',
    daysLateSql(today).as('daysLate'),
    'rectNow.published',
    'rectCheck.result as checkResult',
    voices('massEvaluation.asked').as('asked'),
    voices('massEvaluation.answers').as('answers'),
    voices('massEvaluation.satisfied').as('satisfied'),
    voices('massEvaluation.dissatisfied').as('dissatisfied'),
    sql<string | null>`case when problem.state = 'struckOff' then
      (select max(closedOn) from closing where closing.problemId = problem.id) end`.as('closedOn'),
    'checker.name as checker',
  ] as const
}

/** One item with all that was written of it. Fails with `rectification.unknown`. */
export async function itemOf(db: Reader, id: string, today: string): Promise<RectItem> {
  const [item] = await wholeItems(db, 'rectItem.id', id, today)
  if (!item) throw new Failure('not-found', [{ code: 'rectification.unknown' }])
  return item
}

/** The items of one problem, each whole, in the order in which they were entered. */
export function itemsOfProblem(db: Reader, problemId: string, today: string) {
  return wholeItems(db, 'rectItem.problemId', problemId, today)
}

async function wholeItems(
  db: Reader,
  column: 'rectItem.id' | 'rectItem.problemId',
  value: string,
  today: string,
): Promise<RectItem[]> {
  const rows = await itemsNow(db)
    .where(column, '=', value)
    .select(rowOf(today))
    .select(['rectItem.test', 'problem.state as problemState', 'problem.source as problemSource'])
    .orderBy('rectItem.enteredAt')
    .orderBy('rectItem.id')
    .execute()
  const holidays = await db.selectFrom('holiday').select(['date', 'kind']).execute()
  const left = ({ due, state }: (typeof rows)[number]) =>
    due === null || due < today || !openStates.includes(state)
      ? null
      : workingDaysBetween(today, due, holidays)
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      workingDaysLeft: left(row),
      ...(await partsOf(db, row.id)),
    })),
  )
}

async function partsOf(db: Reader, itemId: string) {
  return {
    extended: await extensionsOf(db, itemId),
    milestones: await db
      .selectFrom('rectMilestone')
      .select(['id', 'dueOn', 'aim', 'reachedOn'])
      .where('itemId', '=', itemId)
      .orderBy('dueOn')
      .execute(),
    reports: await reportsOf(db, itemId),
    checks: await checksOf(db, itemId),
    publicity: await db
      .selectFrom('publicity')
      .select(['place', 'fromOn', 'toOn', 'audience', 'exemptReason'])
      .where('itemId', '=', itemId)
      .execute(),
    evaluations: await evaluationsOf(db, itemId),
    relapses: await db
      .selectFrom('relapse')
      .select(['seenOn', 'source', 'words'])
      .where('itemId', '=', itemId)
      .orderBy('seenOn')
      .execute(),
    history: await historyOf(db, itemId),
  }
}

function extensionsOf(db: Reader, itemId: string) {
  return db
    .selectFrom('rectExtension')
    .innerJoin('member', 'member.id', 'rectExtension.by')
    .select([
      'rectExtension.newDeadline',
      'rectExtension.reason',
      'member.name as by',
      'rectExtension.at',
    ])
    .where('itemId', '=', itemId)
    .orderBy('rectExtension.newDeadline')
    .execute()
}

function reportsOf(db: Reader, itemId: string) {
  return db
    .selectFrom('rectReport')
    .innerJoin('member', 'member.id', 'rectReport.enteredBy')
    .select([
      'rectReport.id',
      'rectReport.claimedOn',
      'rectReport.words',
      'rectReport.enteredBy as enteredById',
      'member.name as enteredBy',
    ])
    .where('itemId', '=', itemId)
    .orderBy(sql`rectReport.rowid`)
    .execute()
}

function checksOf(db: Reader, itemId: string) {
  return db
    .selectFrom('rectCheck')
    .innerJoin('member', 'member.id', 'rectCheck.checkedBy')
    .select([
      'rectCheck.id',
      'rectCheck.checkedOn',
      'rectCheck.checkedBy as checkedById',
      'member.name as checkedBy',
      'rectCheck.method',
      'rectCheck.visitId',
      'rectCheck.result',
      'rectCheck.words',
    ])
    .where('itemId', '=', itemId)
    .orderBy(sql`rectCheck.rowid`)
    .execute()
}

function evaluationsOf(db: Reader, itemId: string) {
  return db
    .selectFrom('massEvaluation')
    .select(['evaluatedOn', 'method', 'asked', 'answers'])
    .select(['satisfied', 'partly', 'dissatisfied', 'drawn', 'words'])
    .where('itemId', '=', itemId)
    .orderBy('evaluatedOn')
    .execute()
}

function historyOf(db: Reader, itemId: string) {
  return db
    .selectFrom('rectEvent')
    .innerJoin('member', 'member.id', 'rectEvent.by')
    .select([
      'rectEvent.fromState',
      'rectEvent.toState',
      'rectEvent.basis',
      'rectEvent.at',
      'member.name as by',
    ])
    .where('itemId', '=', itemId)
    .orderBy('rectEvent.at')
    .orderBy('rectEvent.id')
    .execute()
}
