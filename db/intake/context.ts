import type { Reader } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import type { World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { ImportChoices, Resolution } from './contract.ts'
import { nameKey } from './rules/text.ts'

/** What a name of a ledger stands for: a row of the case file, one to be made, or none. */
export type Named =
  /** `remembered` when it is so by the choice of an earlier import. */
  | { readonly kind: 'known'; readonly id: string; readonly remembered?: true }
  | { readonly kind: 'create'; readonly id: string; readonly name: string }
  | { readonly kind: 'skip' }
  | { readonly kind: 'unknown' }

export type KnownUnit = {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly prefectureId: string | null
  readonly code: string | null
  readonly validTo: string | null
}
export type KnownRound = {
  readonly id: string
  readonly no: number
  readonly fromOn: string
  readonly toOn: string
}
type Choice = {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly brief?: string
}

/** The names of the case file that rows of a ledger speak of. */
export type Context = {
  /** What a name stands for, bare or under the names above it: 东砚区, 栖云市东砚区. */
  unit(name: string): Named
  /** What the person chose for a name, if anything. */
  unitChoice(name: string): Resolution | undefined
  /** All units that bear this name, bare or under the names above, or this code. */
  unitsNamed(name: string): readonly string[]
  unitsCoded(code: string): readonly string[]
  readonly units: readonly KnownUnit[]
  /** The unit at the top of the tree. */
  readonly root: string | undefined
  unitOf(id: string): KnownUnit | undefined
  type(name: string): Named
  member(name: string): string | undefined
  round(no: number): KnownRound | undefined
  readonly unitChoices: readonly Choice[]
  readonly typeChoices: readonly Choice[]
}

/** Reads the names once, so that a ledger of 100,000 rows asks the database nothing per row. */
export async function contextOf(db: Reader, choices: ImportChoices): Promise<Context> {
  const units = await db
    .selectFrom('unit')
    .select(['id', 'name', 'parentId', 'prefectureId', 'code', 'validTo'])
    .orderBy('position')
    .execute()
  const types = await db.selectFrom('problemType').select(['id', 'name', 'brief']).execute()
  const members = await db.selectFrom('member').select(['id', 'name']).execute()
  const chosen = await db.selectFrom('ledgerName').select(['kind', 'name', 'targetId']).execute()
  const rounds = await db.selectFrom('round').select(['id', 'no', 'fromOn', 'toOn']).execute()
  if (choices.confirmedBy !== null && !members.some(({ id }) => id === choices.confirmedBy)) {
    throw new Failure('not-found', [{ code: 'intake.confirmer-unknown' }])
  }

  const unitById = new Map(units.map((unit) => [unit.id, unit]))
  const typeIds = new Set(types.map(({ id }) => id))
  const unitIds = indexUnits(units, unitById)
  const typesNamed = index(
    types.flatMap(({ id, name, brief }) =>
      [id, name, brief, `${id} ${name}`].map((text) => [nameKey(text), id] as const),
    ),
  )
  const codes = Map.groupBy(units, ({ code }) => code)
  const unitPicks = new Map(Object.entries(choices.units))
  const typePicks = new Map(Object.entries(choices.types))
  const kept = new Map(chosen.map(({ kind, name, targetId }) => [`${kind} ${name}`, targetId]))
  const memberIds = new Map(members.map(({ id, name }) => [nameKey(name), id]))
  const roundByNo = new Map(rounds.map((round) => [round.no, round]))
  const unitsNamed = (name: string) => unitIds.get(nameKey(name)) ?? []
  return {
    unit: once((name) =>
      named('unit', name, unitPicks.get(name), {
        ids: unitsNamed(name),
        kept: kept.get(`unit ${name}`),
        known: unitById,
      }),
    ),
    unitChoice: (name) => unitPicks.get(name),
    unitsNamed,
    unitsCoded: (code) => (codes.get(code) ?? []).map(({ id }) => id),
    units,
    root: units.find(({ parentId }) => parentId === null)?.id,
    unitOf: (id) => unitById.get(id),
    type: once((name) =>
      named('problemType', name, typePicks.get(name), {
        ids: typesNamed.get(nameKey(name)) ?? [],
        kept: kept.get(`problemType ${name}`),
        known: typeIds,
      }),
    ),
    member: (name) => memberIds.get(nameKey(name)),
    round: (no) => roundByNo.get(no),
    unitChoices: units.map(({ id, name, parentId }) => ({
      id,
      name,
      path: unitById.get(parentId ?? '')?.name ?? '',
    })),
    typeChoices: types.map(({ id, name, brief }) => ({ id, name, path: id, brief })),
  }
}

/** Rows repeat names; each is looked up at its first mention. */
function once(find: (name: string) => Named): (name: string) => Named {
  const found = new Map<string, Named>()
  return (name) => {
    const present = found.get(name)
    if (present) return present
    const answer = find(name)
    found.set(name, answer)
    return answer
  }
}

type Ids = ReadonlyMap<string, readonly string[]>

/** Units by their code, and by their name alone and under one, two … of the names above it. */
function indexUnits(units: readonly KnownUnit[], byId: ReadonlyMap<string, KnownUnit>): Ids {
  const keys = new Map(units.map(({ id, name }) => [id, nameKey(name)]))
  return index(
    units.flatMap((unit) => {
      const pairs: [string, string][] = unit.code === null ? [] : [[nameKey(unit.code), unit.id]]
      let text = ''
      const passed = new Set<string>()
      for (let at: KnownUnit | undefined = unit; at && !passed.has(at.id);) {
        passed.add(at.id)
        text = (keys.get(at.id) ?? '') + text
        pairs.push([text, unit.id])
        at = byId.get(at.parentId ?? '')
      }
      return pairs
    }),
  )
}

function index(pairs: readonly (readonly [key: string, id: string])[]): Ids {
  const found = new Map<string, string[]>()
  for (const [key, id] of pairs) {
    const present = found.get(key)
    if (!present) found.set(key, [id])
    // A unit comes with all its keys at once.
    else if (present.at(-1) !== id) present.push(id)
  }
  return found
}

type Known = {
  readonly ids: readonly string[]
  /** What the name was chosen to stand for at an earlier import. */
  readonly kept: string | undefined
  readonly known: { has(id: string): boolean }
}

/** A name that stands for two rows stands for none: the person must say which. */
function named(
  table: 'unit' | 'problemType',
  name: string,
  pick: Resolution | undefined,
  { ids, kept, known }: Known,
): Named {
  if (pick?.action === 'skip') return { kind: 'skip' }
  if (pick?.action === 'use' && known.has(pick.id)) return { kind: 'known', id: pick.id }
  const [id] = ids
  if (id !== undefined && ids.length === 1) return { kind: 'known', id }
  const made = contentId(table, name)
  const wanted = ids.length === 0 || pick?.action === 'create'
  // What an earlier import made of the same name, even when it bears another name since.
  if (wanted && known.has(made)) return { kind: 'known', id: made }
  if (pick?.action === 'create') return { kind: 'create', id: made, name }
  return kept !== undefined && known.has(kept)
    ? { kind: 'known', id: kept, remembered: true }
    : { kind: 'unknown' }
}

/** The ledger that waits under this id, and the sheet that was chosen of it. */
export function stagedSheet(
  world: World,
  { stageId, sheet }: { readonly stageId: string; readonly sheet: number },
) {
  const staged = world.staging.get(stageId)
  const chosen = staged?.file.sheets[sheet]
  if (!staged || !chosen) throw new Failure('not-found', [{ code: 'intake.stage-gone' }])
  return { staged, sheet: chosen }
}
