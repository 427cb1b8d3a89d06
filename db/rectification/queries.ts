import { type ExpressionBuilder, sql } from 'kysely'

import type { QueryHandlers } from '#db/engine/handlers.ts'
import { setParameters } from '#db/engine/set-parameters.ts'
import { Failure } from '#db/kernel/failure.ts'
import { addDays, daysBetween } from '#db/kernel/dates.ts'
import type { Tables } from '#db/tables.ts'

import type { rectificationContract } from './contract.ts'
import { daysLateSql, itemOf, itemsNow, itemsOfProblem, rowOf } from './items.ts'
import type { AgeRow, Lateness, RectFilter } from './records.ts'
import { openStates } from './rules/machine.ts'
import { checkWithin, latenessBounds, latenessOf } from './rules/ageing.ts'

export const rectificationQueries: QueryHandlers<typeof rectificationContract> = {
  async list(db, { filter, sort, descending, offset, limit }, world) {
    const today = world.today()
    const within = checkWithin(await setParameters(db))
    const chosen = itemsNow(db).where((eb) => ofFilter(eb, filter, today, within))
    const { total } = await chosen
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const by = { due: 'rectNow.due', problemNo: 'problem.no', unitName: 'unit.name' } as const
    const direction = descending ? 'desc' : 'asc'
    const rows = await chosen
      .select(rowOf(today))
      .orderBy(by[sort], direction)
      .orderBy('problem.no', direction)
      .orderBy('rectItem.id', direction)
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },

  one: (db, { id }, world) => itemOf(db, id, world.today()),

  async ofProblem(db, { problemId }, world) {
    const problem = await db
      .selectFrom('problem')
      .select(['state', 'source'])
      .where('id', '=', problemId)
      .executeTakeFirst()
    if (!problem) throw new Failure('not-found', [{ code: 'problem.unknown' }])
    const items = await itemsOfProblem(db, problemId, world.today())
    const measures = await db
      .selectFrom('supervisionMeasure')
      .select(['id', 'kind', 'decidedOn', 'decidedBy', 'effect'])
      .where('problemId', '=', problemId)
      .orderBy('decidedOn')
      .execute()
    const closings = await db
      .selectFrom('closing')
      .innerJoin('member', 'member.id', 'closing.closedBy')
      .select(['closing.id', 'closing.closedOn', 'member.name as closedBy', 'closing.basis'])
      .where('problemId', '=', problemId)
      .orderBy('closing.closedOn')
      .execute()
    return { ...problem, items, measures, closings }
  },

  async ageing(db, { by }, world) {
    const today = world.today()
    const key = { level: 'unit.level', kind: 'unit.kind', unit: 'unit.id' } as const
    const rows = await itemsNow(db)
      .where('rectItem.state', 'in', openStates)
      .select([
        sql<string>`coalesce(${sql.ref(key[by])}, '')`.as('key'),
        'unit.name',
        daysLateSql(today).as('daysLate'),
      ])
      .execute()
    return ageRows(rows, by === 'unit')
  },

  async durations(db, _input, world) {
    const today = world.today()
    const problems = await db
      .selectFrom('problem')
      .where('problem.confirmedOn', 'is not', null)
      .select((eb) => [
        'problem.confirmedOn',
        'problem.state',
        eb
          .selectFrom('closing')
          .whereRef('closing.problemId', '=', 'problem.id')
          .select(({ fn }) => fn.min('closing.closedOn').as('on'))
          .as('closedOn'),
      ])
      .execute()
    const { reopened } = await db
      .selectFrom('relapse')
      .where('closingId', 'is not', null)
      .select(({ fn }) => fn.count<number>('closingId').distinct().as('reopened'))
      .executeTakeFirstOrThrow()
    return { durations: problems.flatMap((each) => durationOf(each, today)), reopened }
  },
}

/** Problems that left the group's hands, and ledger rows of the future, tell nothing of the time. */
function durationOf(
  {
    confirmedOn,
    state,
    closedOn,
  }: { confirmedOn: string | null; state: string; closedOn: string | null },
  today: string,
): { days: number; closed: boolean }[] {
  if (confirmedOn === null || state === 'merged' || state === 'handedOver') return []
  const days = daysBetween(confirmedOn, closedOn ?? today)
  return days < 0 ? [] : [{ days, closed: closedOn !== null }]
}

function ageRows(
  rows: readonly { key: string; name: string; daysLate: number | null }[],
  named: boolean,
): AgeRow[] {
  const groups = new Map(Map.groupBy(rows, ({ key }) => key))
  return [...groups]
    .map(([key, members]) => {
      const count = (column: Lateness) =>
        members.filter(({ daysLate }) => latenessOf(daysLate) === column).length
      const [notDue, to30, to60] = [count('notDue'), count('to30'), count('to60')]
      const late = { notDue, to30, to60, to90: count('to90'), over90: count('over90') }
      return { key, name: named ? (members[0]?.name ?? '') : '', ...late }
    })
    .toSorted((one, other) => one.key.localeCompare(other.key))
}

type InItem = ExpressionBuilder<
  Tables & { checker: Tables['member'] },
  'rectItem' | 'rectNow' | 'problem' | 'unit' | 'rectCheck' | 'checker'
>

function ofFilter(eb: InItem, filter: RectFilter, today: string, within: number) {
  const { text, unitId, levels, unitKinds, itemStates, itemKinds, lateness, period } = filter
  const parts = [
    unitId === null ? undefined : eb('rectItem.unitId', '=', unitId),
    levels.length === 0 ? undefined : eb(sql<string>`unit.level`, 'in', levels),
    unitKinds.length === 0 ? undefined : eb(sql<string>`unit.kind`, 'in', unitKinds),
    itemStates.length === 0 ? undefined : eb('rectItem.state', 'in', itemStates),
    itemKinds.length === 0 ? undefined : eb('rectItem.kind', 'in', itemKinds),
    lateness.length === 0 ? undefined : eb.or(lateness.map((each) => ofLateness(each, today))),
    period.from === null ? undefined : eb('rectNow.due', '>=', period.from),
    period.to === null ? undefined : eb('rectNow.due', '<=', period.to),
    text === ''
      ? undefined
      : sql<boolean>`(instr(rectItem.measure, ${text}) > 0 or instr(problem.what, ${text}) > 0
          or instr(unit.name, ${text}) > 0 or instr(rectItem.ownerName, ${text}) > 0
          or cast(problem.no as text) = ${text})`,
    warnings[filter.warning](today, within),
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}

function ofLateness(lateness: Lateness, today: string) {
  const late = daysLateSql(today)
  if (lateness === 'notDue') {
    return sql<boolean>`(rectItem.state in (${sql.join(openStates)}) and ${late} is null)`
  }
  const [, from, to] = latenessBounds.find(([name]) => name === lateness) ?? [lateness, 1, 0]
  return sql<boolean>`(${late} between ${from} and ${to})`
}

const warnings: Record<
  RectFilter['warning'],
  (today: string, within: number) => ReturnType<typeof sql<boolean>> | undefined
> = {
  all: () => undefined,
  // R67: the unit says it is done, and of the masses asked since more say no than yes.
  massesDisagree: () => sql<boolean>`(
    rectItem.state in ('reportedDone', 'beingChecked', 'done') and exists (
      select 1 from massEvaluation m join rectReport r on r.id = rectNow.reportId
      where m.itemId = rectItem.id and m.evaluatedOn >= r.claimedOn
        and m.dissatisfied > m.satisfied))`,
  // R68: done or claimed to be, while a prescribed action is missing.
  halfCooked: () => sql<boolean>`(
    rectItem.state in ('reportedDone', 'beingChecked', 'done') and (
      rectNow.published = 'none' or exists (
        select 1 from rectMilestone m where m.itemId = rectItem.id and m.reachedOn is null)
      or not exists (select 1 from massEvaluation m where m.itemId = rectItem.id)))`,
  // P-07.
  unchecked: (today, within) => sql<boolean>`(
    rectItem.state in ('reportedDone', 'beingChecked') and exists (
      select 1 from rectReport r where r.id = rectNow.reportId
        and r.claimedOn < ${addDays(today, -within)}))`,
}
