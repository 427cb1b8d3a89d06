import { type ExpressionBuilder, sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import type { Tables } from '#db/tables.ts'

import type { LocalGroupFilter, localgroupContract } from './contract.ts'
import { roundSince, supervisedLevels } from './rules.ts'

export const localgroupQueries: QueryHandlers<typeof localgroupContract> = {
  async list(db, { filter, sort, descending, offset, limit }, world) {
    const { since } = await roundOf(db, world)
    const { total } = await db
      .selectFrom('localGroup')
      .where((eb) => ofGroup(eb, filter, since))
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await groupRows(db, world.today())
      .where((eb) => ofGroup(eb, filter, since))
      .orderBy(sql.ref(sort), descending ? 'desc' : 'asc')
      .orderBy('localGroup.name')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },

  async standing(db, _input, world) {
    const { since, no } = await roundOf(db, world)
    const counted = (filter: Partial<LocalGroupFilter>) =>
      db
        .selectFrom('localGroup')
        .where((eb) => ofGroup(eb, { text: '', levels: [], notContacted: false, ...filter }, since))
        .where((eb) => isValid(eb, world.today()))
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    const { differing } = await db
      .selectFrom('localGroupCheck')
      .where('matches', '=', 'no')
      .select(({ fn }) => fn.countAll<number>().as('differing'))
      .executeTakeFirstOrThrow()
    const { unitsWithout } = await withoutGroup(db, world.today())
      .select(({ fn }) => fn.countAll<number>().as('unitsWithout'))
      .executeTakeFirstOrThrow()
    return {
      groups: (await counted({})).n,
      notContacted: (await counted({ notContacted: true })).n,
      differing,
      unitsWithout,
      since,
      roundNo: no,
    }
  },

  async unassigned(db, { offset, limit }, world) {
    const today = world.today()
    const { total } = await withoutGroup(db, today)
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await withoutGroup(db, today)
      .leftJoin('unit as prefecture', 'prefecture.id', 'unit.prefectureId')
      .select(['unit.id', 'unit.name', 'prefecture.name as prefectureName'])
      .orderBy('unit.level')
      .orderBy('unit.position')
      .orderBy('unit.id')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },

  async one(db, { id }, world) {
    const group = await groupRows(db, world.today())
      .where('localGroup.id', '=', id)
      .executeTakeFirst()
    if (!group) throw new Failure('not-found', [{ code: 'localgroup.unknown' }])
    return {
      ...group,
      assignments: await assignmentsOf(db, id),
      contacts: await contactsOf(db, id),
      answers: await answersOf(db, id),
      items: await itemsOf(db, id),
    }
  },
}

/** The round that began last, and the first day that counts as this round. */
async function roundOf(db: Reader, world: World) {
  const today = world.today()
  const round = await db
    .selectFrom('round')
    .select(['no', 'fromOn'])
    .where('fromOn', '<=', today)
    .orderBy('fromOn', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { no: round?.no ?? null, since: roundSince(round, today) }
}

function groupRows(db: Reader, today: string) {
  const counted = (what: string, of: string) =>
    sql<number>`(select ${sql.raw(what)} from ${sql.raw(of)} where localGroupId = localGroup.id)`
  return db
    .selectFrom('localGroup')
    .selectAll()
    .select((eb) => [
      eb
        .selectFrom('localGroupUnit')
        .whereRef('localGroupId', '=', 'localGroup.id')
        .where('fromOn', '<=', today)
        .where((on) => on.or([on('toOn', 'is', null), on('toOn', '>=', today)]))
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('units'),
      eb
        .selectFrom('localGroupContact')
        .whereRef('localGroupId', '=', 'localGroup.id')
        .select(({ fn }) => fn.max('heldOn').as('last'))
        .$asScalar()
        .as('lastContactOn'),
      counted('count(matches)', 'localGroupCheck').as('compared'),
      counted(`count(*) filter (where matches = 'yes')`, 'localGroupCheck').as('agreed'),
      counted(`count(distinct unitId || checkedOn)`, 'localGroupItem').as('checks'),
      counted(
        `count(*)`,
        `(select localGroupId from localGroupItem group by localGroupId, unitId, checkedOn
          having count(*) filter (where nature in ('effect', 'masses')) = 0)`,
      ).as('formOnly'),
    ])
}

function ofGroup(
  eb: ExpressionBuilder<Tables, 'localGroup'>,
  { text, levels, notContacted }: LocalGroupFilter,
  since: string,
) {
  const met = eb
    .selectFrom('localGroupContact')
    .whereRef('localGroupId', '=', 'localGroup.id')
    .where('heldOn', '>=', since)
    .select('localGroupContact.id')
  const parts = [
    text === ''
      ? undefined
      : eb(sql<number>`instr(localGroup.name || localGroup.leadName, ${text})`, '>', 0),
    levels.length === 0 ? undefined : eb('localGroup.level', 'in', levels),
    notContacted ? eb.not(eb.exists(met)) : undefined,
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}

function isValid(eb: ExpressionBuilder<Tables, 'localGroup'>, today: string) {
  return eb.or([eb('localGroup.validTo', 'is', null), eb('localGroup.validTo', '>=', today)])
}

function withoutGroup(db: Reader, today: string) {
  return db
    .selectFrom('unit')
    .where('unit.level', 'in', supervisedLevels)
    .where((eb) => eb.or([eb('unit.validTo', 'is', null), eb('unit.validTo', '>=', today)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('localGroupUnit')
            .whereRef('localGroupUnit.unitId', '=', 'unit.id')
            .where('fromOn', '<=', today)
            .where((on) => on.or([on('toOn', 'is', null), on('toOn', '>=', today)]))
            .select('localGroupUnit.id'),
        ),
      ),
    )
}

function assignmentsOf(db: Reader, id: string) {
  return db
    .selectFrom('localGroupUnit')
    .innerJoin('unit', 'unit.id', 'localGroupUnit.unitId')
    .where('localGroupId', '=', id)
    .select([
      'localGroupUnit.id',
      'localGroupUnit.unitId',
      'unit.name as unitName',
      'localGroupUnit.fromOn',
      'localGroupUnit.toOn',
    ])
    .orderBy('unit.position')
    .orderBy('localGroupUnit.fromOn')
    .execute()
}

function contactsOf(db: Reader, id: string) {
  return db
    .selectFrom('localGroupContact')
    .innerJoin('member', 'member.id', 'localGroupContact.enteredBy')
    .where('localGroupId', '=', id)
    .select(['localGroupContact.id', 'heldOn', 'kind', 'note', 'member.name as by'])
    .orderBy('heldOn', 'desc')
    .execute()
}

function answersOf(db: Reader, id: string) {
  return db
    .selectFrom('localGroupCheck')
    .innerJoin('unit', 'unit.id', 'localGroupCheck.unitId')
    .leftJoin('visit', 'visit.id', 'localGroupCheck.visitId')
    .where('localGroupId', '=', id)
    .select([
      'localGroupCheck.id',
      'localGroupCheck.unitId',
      'unit.name as unitName',
      'answeredOn',
      'question',
      'answer',
      'seen',
      'visitId',
      'visit.startedOn as seenOn',
      'matches',
    ])
    .orderBy('answeredOn', 'desc')
    .orderBy('localGroupCheck.id')
    .execute()
}

function itemsOf(db: Reader, id: string) {
  return db
    .selectFrom('localGroupItem')
    .innerJoin('unit', 'unit.id', 'localGroupItem.unitId')
    .where('localGroupId', '=', id)
    .select([
      'localGroupItem.id',
      'localGroupItem.unitId',
      'unit.name as unitName',
      'checkedOn',
      'nature',
      'what',
    ])
    .orderBy('checkedOn', 'desc')
    .orderBy('localGroupItem.unitId')
    .orderBy('localGroupItem.id')
    .execute()
}
