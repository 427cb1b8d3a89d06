import type { Reader } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { ImportChoices, Resolution } from './contract.ts'
import { nameKey } from './rules/text.ts'

/** What a name of a ledger stands for: a row of the case file, one to be made, or none. */
export type Named =
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'create' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'unknown' }

/** The names of the case file that rows of a ledger speak of. */
export type Context = {
  unit(name: string): Named
  type(name: string): Named
  member(name: string): string | undefined
  round(no: number): string | undefined
  readonly unitChoices: readonly {
    readonly id: string
    readonly name: string
    readonly path: string
  }[]
  readonly typeChoices: readonly {
    readonly id: string
    readonly name: string
    readonly path: string
  }[]
}

/** Reads the names once, so that a ledger of 100,000 rows asks the database nothing per row. */
export async function contextOf(db: Reader, choices: ImportChoices): Promise<Context> {
  const units = await db
    .selectFrom('unit')
    .leftJoin('unit as above', 'above.id', 'unit.parentId')
    .select(['unit.id', 'unit.name', 'unit.code', 'above.name as aboveName'])
    .execute()
  const types = await db.selectFrom('problemType').select(['id', 'name', 'brief']).execute()
  const members = await db.selectFrom('member').select(['id', 'name']).execute()
  const rounds = await db.selectFrom('round').select(['id', 'no']).execute()

  const unitIds = index(
    units.flatMap(({ id, name, code, aboveName }) => [
      [name, id],
      ...(code === null ? [] : [[code, id] as const]),
      ...(aboveName === null ? [] : [[aboveName + name, id] as const]),
    ]),
  )
  const typeIds = index(
    types.flatMap(({ id, name, brief }) => [
      [id, id],
      [name, id],
      [brief, id],
      [`${id} ${name}`, id],
    ]),
  )
  const memberIds = new Map(members.map(({ id, name }) => [nameKey(name), id]))
  const roundIds = new Map(rounds.map(({ id, no }) => [no, id]))
  return {
    unit: (name) => named(unitIds, name, choices.units),
    type: (name) => named(typeIds, name, choices.types),
    member: (name) => memberIds.get(nameKey(name)),
    round: (no) => roundIds.get(no),
    unitChoices: units.map(({ id, name, aboveName }) => ({ id, name, path: aboveName ?? '' })),
    typeChoices: types.map(({ id, name }) => ({ id, name, path: id })),
  }
}

/** A name that stands for two rows stands for none: the person must say which. */
function index(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>()
  for (const [name, id] of pairs) {
    const key = nameKey(name)
    const present = found.get(key)
    found.set(key, present === undefined || present === id ? id : null)
  }
  return found
}

function named(
  ids: ReadonlyMap<string, string | null>,
  name: string,
  resolutions: Readonly<Record<string, Resolution>>,
): Named {
  const resolution = resolutions[name]
  if (resolution?.action === 'use') return { kind: 'known', id: resolution.id }
  if (resolution) return { kind: resolution.action }
  const id = ids.get(nameKey(name))
  return id ? { kind: 'known', id } : { kind: 'unknown' }
}

/** The ledger that waits under this id, and the sheet that was chosen of it. */
export function stagedSheet(world: World, { stageId, sheet }: ImportChoices) {
  const staged = world.staging.get(stageId)
  const chosen = staged?.file.sheets[sheet]
  if (!staged || !chosen) throw new Failure('not-found', [{ code: 'intake.stage-gone' }])
  return { staged, sheet: chosen }
}
