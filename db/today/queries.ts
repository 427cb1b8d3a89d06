import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers, World } from '#db/engine/handlers.ts'
import { roleOf } from '#db/engine/role-of.ts'
import { setParameters } from '#db/engine/set-parameters.ts'
import { dayLimits } from '#db/problem/rules.ts'
import { checkWithin } from '#db/rectification/rules/ageing.ts'

import { calendarDays, calendarRounds } from './calendar.ts'
import type { DueFilter, DueItem, DueWhen, todayContract } from './contract.ts'
import { type DueLimits, dueItems, mineSql, ofDue, whenSql } from './due-items.ts'

export const todayQueries: QueryHandlers<typeof todayContract> = {
  async items(db, { filter, sort, descending, offset, limit }, world) {
    const passing = await passingOf(db, filter, world)
    const today = world.today()
    const { total } = await passing
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await passing
      .leftJoin('unit', 'unit.id', 'item.unitId')
      .leftJoin('member as carrier', 'carrier.id', 'item.memberId')
      .leftJoin('member as barred', 'barred.id', 'item.exceptId')
      .select([
        sql<string>`item.kind || ' ' || item.key`.as('id'),
        'item.kind',
        'item.recordId',
        'item.no',
        'unit.name as unitName',
        'item.about',
        'item.since',
        'item.dueOn',
        whenSql(today).as('when'),
        daysLate(today).as('daysLate'),
        'item.deadline',
        'item.extensions',
        'carrier.name as memberName',
        'barred.name as exceptName',
      ])
      .orderBy(sql.ref(sort === 'unitName' ? 'unit.name' : `item.${sort}`), (order) =>
        (descending ? order.desc() : order.asc()).nullsLast(),
      )
      .orderBy('item.dueOn', (order) => order.asc().nullsLast())
      .orderBy('item.since')
      .orderBy('item.kind')
      .orderBy('item.key')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },

  async counts(db, { whose }, world) {
    const today = world.today()
    const mine = mineSql(world.actor, await roleOf(db, world.actor))
    const rows = await db
      .selectFrom(dueItems(await limitsOf(db)).as('item'))
      .select([
        whenSql(today).as('when'),
        ({ fn }) => fn.countAll<number>().as('all'),
        sql<number>`sum(${mine})`.as('mine'),
        sql<string | null>`min(item.dueOn) filter (where ${whose} = 'all' or ${mine})`.as('next'),
      ])
      .groupBy(sql`1`)
      .execute()
    const of = (when: DueWhen) => rows.find((row) => row.when === when)?.[whose] ?? 0
    const next = (when: DueWhen) => rows.find((row) => row.when === when)?.next ?? null
    return {
      mine: rows.reduce((total, row) => total + row.mine, 0),
      all: rows.reduce((total, row) => total + row.all, 0),
      whens: {
        overdue: of('overdue'),
        today: of('today'),
        undated: of('undated'),
        later: of('later'),
      },
      nextOn: next('today') ?? next('later'),
    }
  },

  async standing(db, _input, world) {
    const today = world.today()
    const limits = await limitsOf(db)
    const { rows } = await sql<{ what: DueItem['kind']; late: number; now: number; all: number }>`
      select item.kind as what, count(*) as "all", coalesce(sum(item.dueOn < ${today}), 0) as late,
        coalesce(sum(item.dueOn = ${today}), 0) as now
      from ${dueItems(limits)} as item group by item.kind
    `.execute(db)
    const sum = (part: 'late' | 'now' | 'all', kinds = rows.map(({ what }) => what)) =>
      rows.filter(({ what }) => kinds.includes(what)).reduce((total, row) => total + row[part], 0)
    const items = await sql<{ late: number; open: number }>`
      select coalesce(sum(n.due < ${today}), 0) as late, count(*) as open
      from rectItem i join rectNow n on n.itemId = i.id
      where i.state not in ('done', 'cancelled')
    `.execute(db)
    const { late = 0, open = 0 } = items.rows[0] ?? {}
    return {
      overdue: { count: sum('late'), of: sum('all') },
      today: { count: sum('now'), of: sum('all') },
      unreminded: { count: sum('late', ['remind']), of: sum('all', ['remind']) },
      unchecked: { count: sum('late', ['check']), of: sum('all', ['check']) },
      late: { count: late, of: open },
      limits: { remind: limits.remind, check: limits.check },
    }
  },

  async calendar(db, span) {
    const limits = await limitsOf(db)
    return { days: await calendarDays(db, span, limits), rounds: await calendarRounds(db, span) }
  },
}

async function passingOf(db: Reader, filter: DueFilter, world: World) {
  const role = await roleOf(db, world.actor)
  return db
    .selectFrom(dueItems(await limitsOf(db)).as('item'))
    .where(ofDue(filter, world.today(), { actor: world.actor, role }))
}

async function limitsOf(db: Reader): Promise<DueLimits> {
  const set = await setParameters(db)
  return { ...dayLimits(set), check: checkWithin(set) }
}

function daysLate(today: string) {
  return sql<number>`case when item.dueOn < ${today}
    then cast(julianday(${today}) - julianday(item.dueOn) as integer) else 0 end`
}
