import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { spell } from '#db/unit/rules.ts'

import type { Ready } from './judging.ts'
import type { Context } from './context.ts'
import { guessStanding } from './rules/standing.ts'
import type { Makers, RowWriter } from './write.ts'

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

type UnitReady = Extract<Ready, { kind: 'unit' }>

/**
 * Makes units that rows of another ledger name: 平岫县民政局 under 平岫县 where that is known,
 * otherwise under the root until they are moved.
 */
export async function unitMaker(
  tx: Writer,
  context: Context,
  world: World,
): Promise<(id: string, name: string) => void> {
  const add = world.bulk.insert('unit', COLUMNS)
  let position = await lastPosition(tx)
  return (id, name) => {
    const { level, kind } = guessStanding(name)
    const { pinyin, initials } = spell(name)
    const above = aboveByName(context, name)
    const prefectureId = level === '20' ? id : (above?.prefectureId ?? null)
    position += 1
    add([
      id,
      name,
      level,
      kind,
      above?.id ?? null,
      prefectureId,
      null,
      position,
      pinyin,
      initials,
      null,
    ])
  }
}

/** The one unit whose name begins the given one, the longest first; otherwise the root. */
function aboveByName(context: Context, name: string) {
  for (let length = name.length - 1; length > 1; length -= 1) {
    const [id, another] = context.unitsNamed(name.slice(0, length))
    if (id !== undefined && another === undefined) return context.unitOf(id)
  }
  return context.unitOf(context.root ?? '')
}

/** Writes a ledger of units, each after the unit above it. */
export async function makeUnitWriter(
  tx: Writer,
  context: Context,
  makers: Makers,
  world: World,
): Promise<RowWriter> {
  const add = world.bulk.insert('unit', COLUMNS)
  const waiting = new Map<string, UnitReady>()
  /** Units of this ledger that are written, with the prefecture of each. */
  const written = new Map<string, string | null>()
  let position = await lastPosition(tx)

  function write({ id, row, above }: UnitReady): void {
    if (written.has(id)) return
    const inLedger = waiting.get(above?.id ?? '')
    if (inLedger) write(inLedger)
    const parentId = above && above.kind !== 'row' ? makers.unit(above) : (above?.id ?? null)
    if (above?.kind === 'create') {
      written.set(above.id, guessStanding(above.name).level === '20' ? above.id : null)
    }
    const around = written.get(parentId ?? '') ?? context.unitOf(parentId ?? '')?.prefectureId
    const prefectureId = row.level === '20' ? id : (around ?? null)
    const { pinyin, initials } = spell(row.name)
    const { name, level, kind, code, validFrom } = row
    position += 1
    add([
      id,
      name,
      level,
      kind,
      parentId,
      prefectureId,
      code,
      position,
      pinyin,
      initials,
      validFrom,
    ])
    written.set(id, prefectureId)
  }

  return {
    write(ready) {
      for (const each of ready) if (each.kind === 'unit') waiting.set(each.id, each)
      return Promise.resolve()
    },
    finish() {
      for (const unit of waiting.values()) write(unit)
    },
  }
}

async function lastPosition(tx: Writer): Promise<number> {
  const { last } = await tx
    .selectFrom('unit')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}
