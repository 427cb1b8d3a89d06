import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { unitContract } from './contract.ts'
import { provinces } from './divisions.ts'
import { matchUnit } from './rules.ts'

export const unitQueries: QueryHandlers<typeof unitContract> = {
  children: (db, { parentId }) =>
    nodes(db)
      .where('unit.parentId', parentId === null ? 'is' : '=', parentId)
      .orderBy('unit.position')
      .orderBy('unit.name')
      .execute(),

  async search(db, { text, limit, includeClosed }, world) {
    const candidates = await db
      .selectFrom('unit')
      .leftJoin('unit as above', 'above.id', 'unit.parentId')
      .leftJoin('unit as top', 'top.id', 'above.parentId')
      .select([
        'unit.id',
        'unit.name',
        'unit.level',
        'unit.kind',
        'unit.pinyin',
        'unit.initials',
        'unit.validTo',
        'above.name as aboveName',
        'above.initials as aboveInitials',
        'top.name as topName',
        'top.initials as topInitials',
      ])
      .$if(!includeClosed, (query) =>
        query.where((eb) =>
          eb.or([eb('unit.validTo', 'is', null), eb('unit.validTo', '>=', world.today())]),
        ),
      )
      .execute()
    return candidates
      .map((unit) => ({
        unit,
        rank: matchUnit(
          {
            name: unit.name,
            pinyin: unit.pinyin,
            initials: unit.initials,
            path: `${unit.topName ?? ''}${unit.aboveName ?? ''}${unit.name}`,
            pathInitials: `${unit.topInitials ?? ''}${unit.aboveInitials ?? ''}${unit.initials}`,
          },
          text,
        ),
      }))
      .filter((candidate) => candidate.rank !== undefined)
      .sort(
        (a, b) =>
          (a.rank ?? 0) - (b.rank ?? 0) ||
          a.unit.level.localeCompare(b.unit.level) ||
          a.unit.name.localeCompare(b.unit.name, 'zh-CN'),
      )
      .slice(0, limit)
      .map(({ unit }) => ({
        id: unit.id,
        name: unit.name,
        path: [unit.topName, unit.aboveName].filter((name) => name !== null).join(' / '),
        level: unit.level,
        kind: unit.kind,
        closed: unit.validTo !== null && unit.validTo < world.today(),
      }))
  },

  async one(db, { id }) {
    const unit = await nodes(db)
      .leftJoin('unit as prefecture', 'prefecture.id', 'unit.prefectureId')
      .select(['unit.validFrom', 'prefecture.name as prefectureName'])
      .where('unit.id', '=', id)
      .executeTakeFirst()
    if (!unit) throw new Failure('not-found', [{ code: 'unit.unknown' }])
    const known = await db
      .selectNoFrom((eb) => [
        eb
          .selectFrom('visit')
          .where('unitId', '=', id)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('visits'),
        eb
          .selectFrom('visit')
          .where('unitId', '=', id)
          .select(({ fn }) => fn.max('endedOn').as('on'))
          .as('lastVisitOn'),
        eb
          .selectFrom('substantiveExposure')
          .where('unitId', '=', id)
          .select(({ fn }) => fn.count<number>('problemType').distinct().as('n'))
          .as('typesExamined'),
        eb
          .selectFrom('problem')
          .where('unitId', '=', id)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('problems'),
      ])
      .executeTakeFirstOrThrow()
    return {
      ...unit,
      path: await pathTo(db, unit.parentId),
      visits: known.visits ?? 0,
      lastVisitOn: known.lastVisitOn,
      typesExamined: known.typesExamined ?? 0,
      problems: known.problems ?? 0,
    }
  },

  prefectures: (db) =>
    db
      .selectFrom('unit')
      .select(['id', 'name'])
      .where('level', '=', '20')
      .orderBy('position')
      .orderBy('name')
      .execute(),

  provinces: async () => [...provinces()],
}

function nodes(db: Reader) {
  return db.selectFrom('unit').select((eb) => [
    'unit.id',
    'unit.name',
    'unit.level',
    'unit.kind',
    'unit.parentId',
    'unit.code',
    'unit.validTo',
    eb
      .selectFrom('unit as child')
      .whereRef('child.parentId', '=', 'unit.id')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .$asScalar()
      .$notNull()
      .as('children'),
  ])
}

/** The units above, root first. */
async function pathTo(db: Reader, from: string | null): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive above (id, name, parentId, height) as (
      select id, name, parentId, 0 from unit where id = ${from}
      union all
      select unit.id, unit.name, unit.parentId, above.height + 1
      from unit join above on unit.id = above.parentId
    )
    select id, name from above order by height desc
  `.execute(db)
  return rows
}
