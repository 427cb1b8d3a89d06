import type { Writer } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import type { World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { spell } from '#db/unit/rules.ts'

import type { Context } from './context.ts'
import { guessStanding, type UnitRow } from './rules/rows.ts'
import { nameKey } from './rules/text.ts'
import type { RowWriter } from './write.ts'

const COLUMNS = [
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
  'validFrom',
] as const

type Above = { readonly id: string; readonly prefectureId: string | null }

/** Makes units that rows of another ledger name; they hang on the root until they are moved. */
export async function unitMaker(tx: Writer, world: World): Promise<(name: string) => string> {
  const root = await rootOf(tx)
  const add = world.bulk.insert('unit', COLUMNS)
  let position = await lastPosition(tx)
  return (name) => {
    const { level, kind } = guessStanding(name)
    const id = contentId('unit', name)
    position += 1
    const prefectureId = level === '20' ? id : null
    const { pinyin, initials } = spell(name)
    const parentId = root?.id ?? null
    add([id, name, level, kind, parentId, prefectureId, null, position, pinyin, initials, null])
    return id
  }
}

/** Writes a ledger of units; a unit above may stand anywhere in the same ledger. */
export async function makeUnitWriter(
  tx: Writer,
  context: Context,
  world: World,
): Promise<RowWriter> {
  const root = await rootOf(tx)
  const add = world.bulk.insert('unit', COLUMNS)
  const prefectures = new Map(
    (await tx.selectFrom('unit').select(['id', 'prefectureId']).execute()).map((unit) => [
      unit.id,
      unit.prefectureId,
    ]),
  )
  const waiting = new Map<string, { readonly id: string; readonly row: UnitRow }>()
  const done = new Map<string, Above>()
  let position = await lastPosition(tx)
  let added = 0
  let already = 0

  function aboveOf(name: string, below: readonly string[]): Above | undefined {
    if (name === '') return root
    const key = nameKey(name)
    const own = waiting.get(key)
    if (own) return done.get(key) ?? place(own, key, below)
    const named = context.unit(name)
    if (named.kind !== 'known') {
      throw new Failure('refused', [{ code: 'intake.parent-unknown', about: [name] }])
    }
    return { id: named.id, prefectureId: prefectures.get(named.id) ?? null }
  }

  function place(
    { id, row }: { readonly id: string; readonly row: UnitRow },
    key: string,
    below: readonly string[],
  ): Above {
    if (below.includes(key)) {
      throw new Failure('refused', [{ code: 'unit.under-itself', about: [row.name] }])
    }
    const above = aboveOf(row.parent, [...below, key])
    const prefectureId = row.level === '20' ? id : (above?.prefectureId ?? null)
    const { pinyin, initials } = spell(row.name)
    position += 1
    add([
      id,
      row.name,
      row.level,
      row.kind,
      above?.id ?? null,
      prefectureId,
      row.code,
      position,
      pinyin,
      initials,
      row.validFrom,
    ])
    const placed = { id, prefectureId }
    done.set(key, placed)
    added += 1
    return placed
  }

  return {
    write(ready) {
      if (ready.kind !== 'unit') return
      const key = nameKey(ready.row.name)
      if (waiting.has(key) || context.unit(ready.row.name).kind === 'known') already += 1
      else waiting.set(key, ready)
    },
    finish() {
      for (const [key, unit] of waiting) if (!done.has(key)) place(unit, key, [])
      return { added, already }
    },
  }
}

async function rootOf(tx: Writer): Promise<Above | undefined> {
  return tx
    .selectFrom('unit')
    .select(['id', 'prefectureId'])
    .where('parentId', 'is', null)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
}

async function lastPosition(tx: Writer): Promise<number> {
  const { last } = await tx
    .selectFrom('unit')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}
