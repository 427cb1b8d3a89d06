import { type ExpressionBuilder, sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import type { Tables } from '#db/tables.ts'

import type { defectContract, DefectFilter } from './contract.ts'
import { isOverdue, selfCheckDue } from './rules.ts'

export const defectQueries: QueryHandlers<typeof defectContract> = {
  async list(db, { filter, sort, descending, offset, limit }, world) {
    const today = world.today()
    const { total } = await db
      .selectFrom('ownDefect')
      .where((eb) => ofDefect(eb, filter, today))
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await defectRows(db)
      .where((eb) => ofDefect(eb, filter, today))
      .orderBy(sql.ref(`ownDefect.${sort}`), (order) =>
        (descending ? order.desc() : order.asc()).nullsLast(),
      )
      .orderBy('ownDefect.no', descending ? 'desc' : 'asc')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows: rows.map((row) => ({ ...row, overdue: isOverdue(row, today) })) }
  },

  async one(db, { id }, world) {
    const defect = await defectRows(db)
      .innerJoin('member as enterer', 'enterer.id', 'ownDefect.enteredBy')
      .leftJoin('member as closer', 'closer.id', 'ownDefect.closedBy')
      .leftJoin('visit', 'visit.id', 'ownDefect.visitId')
      .leftJoin('unit', 'unit.id', 'visit.unitId')
      .select([
        'ownDefect.place',
        'ownDefect.visitId',
        sql<string | null>`unit.name || ' ' || visit.startedOn`.as('visitName'),
        'ownDefect.measure',
        'ownDefect.evidence',
        'enterer.name as enteredBy',
        'ownDefect.enteredAt',
        'closer.name as closedBy',
        'ownDefect.closedOn',
      ])
      .where('ownDefect.id', '=', id)
      .executeTakeFirst()
    if (!defect) throw new Failure('not-found', [{ code: 'defect.unknown' }])
    const overdue = isOverdue(defect, world.today())
    return { ...defect, overdue, history: await historyOf(db, id) }
  },

  async standing(db, _input, world) {
    const today = world.today()
    const rows = await db.selectFrom('ownDefect').select(['state', 'dueOn']).execute()
    const open = rows.filter(({ state }) => state !== 'closed')
    const { lastOn } = await db
      .selectFrom('selfCheck')
      .select(({ fn }) => fn.max('heldOn').as('lastOn'))
      .executeTakeFirstOrThrow()
    const round = await db
      .selectFrom('round')
      .select(['no', 'fromOn'])
      .where('fromOn', '<=', today)
      .orderBy('fromOn', 'desc')
      .limit(1)
      .executeTakeFirst()
    return {
      open: open.length,
      closed: rows.length - open.length,
      overdue: open.filter((row) => isOverdue(row, today)).length,
      lastSelfCheckOn: lastOn,
      roundNo: round?.no ?? null,
      selfCheckDue: selfCheckDue(lastOn, round, today),
    }
  },
}

function defectRows(db: Reader) {
  return db
    .selectFrom('ownDefect')
    .leftJoin('member as owner', 'owner.id', 'ownDefect.ownerId')
    .select([
      'ownDefect.id',
      'ownDefect.no',
      'ownDefect.code',
      'ownDefect.name',
      'ownDefect.seenOn',
      'ownDefect.what',
      'ownDefect.ownerId',
      'owner.name as ownerName',
      'ownDefect.dueOn',
      'ownDefect.state',
    ])
}

function historyOf(db: Reader, id: string) {
  return db
    .selectFrom('ownDefectEvent')
    .innerJoin('member', 'member.id', 'ownDefectEvent.by')
    .select(['fromState', 'toState', 'basis', 'at', 'member.name as by'])
    .where('ownDefectId', '=', id)
    .orderBy('at')
    .orderBy('ownDefectEvent.id')
    .execute()
}

function ofDefect(eb: ExpressionBuilder<Tables, 'ownDefect'>, filter: DefectFilter, today: string) {
  const { text, codes, states, ownerId, overdue } = filter
  const words = sql<string>`ownDefect.no || ' ' || ownDefect.name || ' ' || ownDefect.what`
  const parts = [
    text === '' ? undefined : eb(sql<number>`instr(${words}, ${text})`, '>', 0),
    codes.length === 0 ? undefined : eb('ownDefect.code', 'in', codes),
    states.length === 0 ? undefined : eb('ownDefect.state', 'in', states),
    ownerId === null ? undefined : eb('ownDefect.ownerId', '=', ownerId),
    overdue ? eb('ownDefect.state', '<>', 'closed') : undefined,
    overdue ? eb('ownDefect.dueOn', '<', today) : undefined,
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}
