import type Database from 'better-sqlite3-multiple-ciphers'

import { noteWrites } from '#db/engine/footprint.ts'
import { prepared } from '#db/engine/prepared.ts'

import { FORM_ONLY, OVER_UNITS, PER_UNIT, WEEK } from './per-unit.ts'

type Part = 'looks' | 'problems'

/** The stale units, each at the place where it was counted last. */
const place = (part: Part) => `
  place as (
    select stale.unitId, coalesce(stale.level, unit.level) as level,
           coalesce(stale.kind, unit.kind) as kind,
           coalesce(stale.prefectureId, unit.prefectureId, '') as prefectureId
    from stale join unit on unit.id = stale.unitId where stale.part = '${part}'
  )`

const ofStale = (part: Part) => `unitId in (select unitId from stale where part = '${part}')`

/** Reaches the rows of a unit where the key begins with the type. */
const EACH_TYPE = 'problemType in (select id from problemType) and'

const ofAnyType = (part: Part) => `${EACH_TYPE} ${ofStale(part)}`

/** What is summed of unitLook. */
const LOOK_SUMS = [
  'looks',
  'formOnly',
  'unannounced',
  'notFound',
  'drawn',
  'examined',
  'examinedByDraw',
  'examinedUnannounced',
] as const

/** Adds to groups (sign 1) or takes from them (sign -1) what the stale units count for. */
const FOLD_LOOKS = [
  `insert into examinationWeek
   select problemType, level, ${WEEK} as week, selection, ? * count(distinct unitId),
          ? * count(distinct iif(finds > 0, unitId, null))
   from examination where ${ofAnyType('looks')} group by problemType, level, week, selection
   on conflict do update set examined = examined + excluded.examined,
                             found = found + excluded.found`,
  `insert into unitGroup (problemType, level, kind, prefectureId, ${Object.keys(OVER_UNITS).join()})
   with ${place('looks')}, perUnit as (
     select problemType, unitId, ${PER_UNIT} from examination
     where ${ofAnyType('looks')} group by problemType, unitId
   )
   select problemType, level, kind, prefectureId,
          ${Object.values(OVER_UNITS)
            .map((sum) => `? * ${sum}`)
            .join()}
   from perUnit join place on place.unitId = perUnit.unitId where true
   group by problemType, level, kind, prefectureId
   on conflict do update set ${added(Object.keys(OVER_UNITS))}`,
  // Each unit holds the place at which it was counted. The days of a group wait for END_LOOKS.
  `insert into lookGroup (level, kind, prefectureId, ${LOOK_SUMS.join()})
   select level, kind, prefectureId, ${LOOK_SUMS.map((sum) => `? * sum(${sum})`).join()}
   from unitLook where ${ofStale('looks')} group by level, kind, prefectureId
   on conflict do update set ${added(LOOK_SUMS)}, firstOn = null, lastOn = null`,
] as const

const OF_GROUP = `
  unitLook.level = lookGroup.level and unitLook.kind = lookGroup.kind
  and unitLook.prefectureId = lookGroup.prefectureId`

const END_LOOKS = [
  `update lookGroup
   set firstOn = (select min(firstOn) from unitLook where ${OF_GROUP}),
       lastOn = (select max(lastOn) from unitLook where ${OF_GROUP})
   where firstOn is null and examined > 0`,
] as const

const FOLD_PROBLEMS = [
  `insert into unitGroup (problemType, level, kind, prefectureId, problems, problemUnits)
   with ${place('problems')}, perUnit as (
     select problemType, unitId, sum(problems) as problems from unitProblem
     where ${ofAnyType('problems')} group by problemType, unitId
   )
   select problemType, level, kind, prefectureId, ? * sum(problems), ? * count(*)
   from perUnit join place on place.unitId = perUnit.unitId where true
   group by problemType, level, kind, prefectureId
   on conflict do update set ${added(['problems', 'problemUnits'])}`,
  `insert into observerGroup
   with ${place('problems')}
   select problemType, level, kind, prefectureId, enteredBy, ? * sum(finds)
   from unitProblem join place on place.unitId = unitProblem.unitId
   where ${EACH_TYPE} finds > 0
   group by problemType, level, kind, prefectureId, enteredBy
   on conflict do update set ${added(['finds'])}`,
] as const

const COUNT_LOOKS = [
  `delete from examination where ${ofAnyType('looks')}`,
  `delete from unitLook where ${ofStale('looks')}`,
  `insert into examination
   select problemType, level, lookedOn, unitId, selection, notice,
          count(*), sum(confirmed), sum(result = 'found' and not confirmed)
   from substantiveExposure where ${ofStale('looks')}
   group by problemType, unitId, lookedOn, selection, notice`,
  `insert into unitLook
   with made as (
     select look.unitId, count(*) as looks, sum${FORM_ONLY} as formOnly,
            sum(visit.notice = 'unannounced') as unannounced,
            sum(look.result = 'notFound') as notFound, sum(visit.selection = 'drawn') as drawn
     from exposure as look join visit on visit.id = look.visitId
     where look.${ofStale('looks')} group by look.unitId
   ), seen as (
     select unitId, max(selection = 'drawn') as byDraw,
            max(selection = 'drawn' and notice = 'unannounced') as unannounced,
            min(lookedOn) as firstOn, max(lookedOn) as lastOn
     from examination where ${ofAnyType('looks')} group by unitId
   )
   select made.unitId, unit.level, unit.kind, coalesce(unit.prefectureId, ''),
          made.looks, made.formOnly, made.unannounced, made.notFound, made.drawn,
          seen.unitId is not null, coalesce(seen.byDraw, 0), coalesce(seen.unannounced, 0),
          seen.firstOn, seen.lastOn
   from made join unit on unit.id = made.unitId left join seen on seen.unitId = made.unitId`,
] as const

const COUNT_PROBLEMS = [
  `delete from unitProblem where ${ofAnyType('problems')}`,
  `insert into unitProblem
   select problemType, unitId, enteredBy, count(*), count(exposureId)
   from problem where ${ofStale('problems')} and state not in ('notSubstantiated', 'merged')
   group by problemType, unitId, enteredBy`,
] as const

const PARTS = {
  looks: {
    fold: FOLD_LOOKS,
    count: COUNT_LOOKS,
    end: END_LOOKS,
    tables: ['examination', 'unitLook', 'examinationWeek', 'unitGroup', 'lookGroup'],
  },
  problems: {
    fold: FOLD_PROBLEMS,
    count: COUNT_PROBLEMS,
    end: [],
    tables: ['unitProblem', 'unitGroup', 'observerGroup'],
  },
} as const

/** From so many units on, going through a table is quicker than seeking each of them. */
const MANY = 500

/**
 * Counts the units again that the transaction made stale, and sets right the groups they belong
 * to, so that what is kept ready is always what its definition over the exposures and problems
 * says (domain §4.1).
 */
export function settleExaminations(handle: Database.Database): void {
  const stale = handle
    .prepare<[], { part: Part; units: number }>(
      'select part, count(*) as units from stale group by part',
    )
    .all()
  for (const { part, units } of stale) {
    const { fold, count, end, tables } = PARTS[part]
    const run = (statement: string, sign = 1) => {
      const reaching = units < MANY ? statement : statement.replaceAll(EACH_TYPE, '')
      // A statement takes the sign of its sums as often as it asks for it.
      const signs = Array.from({ length: statement.split('?').length - 1 }, () => sign)
      prepared(handle, reaching).run(...signs)
    }
    for (const statement of fold) run(statement, -1)
    for (const statement of count) run(statement)
    run(`update stale set level = null, kind = null, prefectureId = null
         where part = '${part}' and level is not null`)
    for (const statement of [...fold, ...end]) run(statement)
    noteWrites(tables)
  }
  if (stale.length > 0) prepared(handle, 'delete from stale').run()
}

/** Counts every unit again from the exposures and problems. */
export function recountAll(handle: Database.Database): void {
  for (const table of Object.values(PARTS).flatMap(({ tables }) => tables)) {
    handle.exec(`delete from ${table}`)
  }
  handle.exec(`insert or ignore into stale (unitId, part) select id, 'looks' from unit`)
  handle.exec(`insert or ignore into stale (unitId, part) select id, 'problems' from unit`)
  settleExaminations(handle)
}

function added(columns: readonly string[]): string {
  return columns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')
}
