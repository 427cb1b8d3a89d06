import { sql } from 'kysely'

import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { unitContract } from './contract.ts'
import { provinceTree } from './divisions.ts'
import { ministryTemplate, type Seedling, spell } from './rules.ts'

export const unitCommands: CommandHandlers<typeof unitContract> = {
  async add(tx, unit, world) {
    await refuseTwin(tx, unit.name, unit.parentId)
    await refuseTakenCode(tx, unit.code)
    const { last } = await tx
      .selectFrom('unit')
      .select(({ fn }) => fn.max('position').as('last'))
      .executeTakeFirstOrThrow()
    const id = world.newId()
    await tx
      .insertInto('unit')
      .values({
        ...unit,
        id,
        ...spell(unit.name),
        position: (last ?? -1) + 1,
        prefectureId: unit.level === '20' ? id : await prefectureAbove(tx, unit.parentId),
        validTo: null,
      })
      .execute()
    return { id }
  },

  async rename(tx, { id, name }) {
    const unit = await existing(tx, id)
    if (unit.name !== name) await refuseTwin(tx, name, unit.parentId)
    await tx
      .updateTable('unit')
      .set({ name, ...spell(name) })
      .where('id', '=', id)
      .execute()
    return {}
  },

  async classify(tx, { id, level, kind }) {
    await existing(tx, id)
    await tx.updateTable('unit').set({ level, kind }).where('id', '=', id).execute()
    await assignPrefectures(tx, id)
    return {}
  },

  async move(tx, { id, parentId }) {
    const unit = await existing(tx, id)
    if (parentId !== null) await existing(tx, parentId)
    if (parentId === id) throw new Failure('refused', [{ code: 'unit.under-itself' }])
    if (unit.parentId !== parentId) await refuseTwin(tx, unit.name, parentId)
    await tx.updateTable('unit').set({ parentId }).where('id', '=', id).execute()
    await assignPrefectures(tx, id)
    return {}
  },

  async close(tx, { id, validTo }) {
    const unit = await existing(tx, id)
    if (validTo !== null) await refuseToClose(tx, unit, validTo)
    await tx.updateTable('unit').set({ validTo }).where('id', '=', id).execute()
    return {}
  },

  async plantProvince(tx, { code }, world) {
    const tree = provinceTree(code)
    if (tree.length === 0) throw new Failure('refused', [{ code: 'unit.unknown-province' }])
    return plant(tx, tree, world)
  },

  plantMinistry: (tx, { name }, world) => plant(tx, ministryTemplate(name), world),
}

/** Plants a whole tree under an empty root: parents stand before their children in the list. */
async function plant(
  tx: Writer,
  tree: readonly Seedling[],
  world: World,
): Promise<{ added: number }> {
  const present = await tx.selectFrom('unit').select('id').limit(1).executeTakeFirst()
  if (present) throw new Failure('refused', [{ code: 'unit.tree-not-empty' }])
  const add = world.bulk.insert('unit', [
    'id',
    'name',
    'level',
    'kind',
    'parentId',
    'prefectureId',
    'code',
    'position',
    'pinyin',
    'initials',
  ])
  const planted: { id: string; prefectureId: string | null }[] = []
  for (const [position, unit] of tree.entries()) {
    const id = world.newId()
    const above = unit.parent === null ? undefined : planted[unit.parent]
    const prefectureId = unit.level === '20' ? id : (above?.prefectureId ?? null)
    const { pinyin, initials } = spell(unit.name)
    add([
      id,
      unit.name,
      unit.level,
      unit.kind,
      above?.id ?? null,
      prefectureId,
      unit.code,
      position,
      pinyin,
      initials,
    ])
    planted.push({ id, prefectureId })
  }
  return { added: tree.length }
}

async function existing(tx: Writer, id: string) {
  const unit = await tx
    .selectFrom('unit')
    .select(['id', 'name', 'parentId', 'validFrom'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!unit) throw new Failure('not-found', [{ code: 'unit.unknown' }])
  return unit
}

async function refuseTwin(tx: Writer, name: string, parentId: string | null): Promise<void> {
  const twin = await tx
    .selectFrom('unit')
    .select('id')
    .where('name', '=', name)
    .where('parentId', parentId === null ? 'is' : '=', parentId)
    .executeTakeFirst()
  if (twin) throw new Failure('refused', [{ code: 'unit.name-taken', about: [name] }])
}

async function refuseTakenCode(tx: Writer, code: string | null): Promise<void> {
  if (code === null) return
  const other = await tx
    .selectFrom('unit')
    .select('name')
    .where('code', '=', code)
    .executeTakeFirst()
  if (other) throw new Failure('refused', [{ code: 'unit.code-taken', about: [code, other.name] }])
}

/** A unit is not closed before it began, before units below it, or before it was last looked at. */
async function refuseToClose(
  tx: Writer,
  unit: { readonly id: string; readonly validFrom: string | null },
  validTo: string,
): Promise<void> {
  if (unit.validFrom !== null && validTo < unit.validFrom) {
    throw new Failure('refused', [{ code: 'unit.closed-before-start', about: [unit.validFrom] }])
  }
  const open = await tx
    .selectFrom('unit')
    .select('name')
    .where('parentId', '=', unit.id)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', validTo)]))
    .orderBy('position')
    .limit(5)
    .execute()
  if (open.length > 0) {
    throw new Failure('refused', [
      { code: 'unit.has-open-children', about: open.map(({ name }) => name) },
    ])
  }
  const { visited, looked } = await tx
    .selectNoFrom((eb) => [
      eb
        .selectFrom('visit')
        .where('unitId', '=', unit.id)
        .select(({ fn }) => fn.max('endedOn').as('on'))
        .as('visited'),
      eb
        .selectFrom('exposure')
        .where('unitId', '=', unit.id)
        .select(({ fn }) => fn.max('lookedOn').as('on'))
        .as('looked'),
    ])
    .executeTakeFirstOrThrow()
  const last = [visited ?? '', looked ?? ''].toSorted().at(-1) ?? ''
  if (last > validTo) {
    throw new Failure('refused', [{ code: 'unit.visited-later', about: [last] }])
  }
}

async function prefectureAbove(tx: Writer, parentId: string | null): Promise<string | null> {
  if (parentId === null) return null
  const parent = await tx
    .selectFrom('unit')
    .select('prefectureId')
    .where('id', '=', parentId)
    .executeTakeFirst()
  if (!parent) throw new Failure('not-found', [{ code: 'unit.unknown' }])
  return parent.prefectureId
}

/** Gives a unit and all below it the nearest prefecture above. */
async function assignPrefectures(tx: Writer, id: string): Promise<void> {
  await sql`
    with recursive below (id, prefectureId) as (
      select unit.id, iif(unit.level = '20', unit.id, parent.prefectureId)
      from unit left join unit as parent on parent.id = unit.parentId
      where unit.id = ${id}
      union all
      select unit.id, iif(unit.level = '20', unit.id, below.prefectureId)
      from unit join below on unit.parentId = below.id
    )
    update unit set prefectureId = below.prefectureId
    from below
    where below.id = unit.id and unit.prefectureId is not below.prefectureId
  `.execute(tx)
}
