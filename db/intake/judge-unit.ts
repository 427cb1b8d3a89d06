import { contentId } from '#db/engine/content-id.ts'

import type { Judging, Judge, Judged, Ready } from './judging.ts'
import type { CellFault } from './rules/cell-reader.ts'
import { readUnitRow, type UnitRow } from './rules/rows.ts'
import { nameKey } from './rules/text.ts'

/** A tree of units is never this deep; a deeper one goes in a circle or is no tree of units. */
const DEEPEST = 20
/** So many rows of one name cannot be told apart as the unit above another. */
const MOST_NAMESAKES = 50

const CIRCLE = 'intake.parent-is-itself'

type Above = Extract<Ready, { kind: 'unit' }>['above']
/** Where a row stands in the tree, or why it stands nowhere. */
type Placed =
  | { readonly kind: 'placed'; readonly id: string; readonly above: Above; readonly known: boolean }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'faulty'; readonly fault: CellFault }
  /** Its place is being sought: who comes here again goes in a circle. */
  | { readonly kind: 'sought' }

type Entry = {
  readonly index: number
  readonly row: UnitRow
  readonly place: string
  readonly faults: readonly CellFault[]
  placed?: Placed
}

/**
 * Judges a ledger of units. A unit is known by its name and the unit above it, which may stand in
 * the tree or anywhere in the same ledger; 民政局 may stand under each county.
 */
export function unitJudge(judging: Judging): Judge {
  const { rows } = judging
  const entries: (Entry | null)[] = Array.from({ length: rows.count }, (_each, index) => {
    const fields = rows.fields(index)
    if (!fields) return null
    return { index, place: fields['prefecture'] ?? '', ...readUnitRow(fields, rows.dates) }
  })
  const tree = new Tree(judging, entries)
  const added = new Set<string>()
  const codes = new Map<string, number>()

  function judge(entry: Entry | null): Judged {
    if (!entry) return { kind: 'skipped' }
    const { index, row, faults } = entry
    if (row.name === '' || faults.some(({ field }) => field === 'parent')) {
      return { kind: 'faulty', faults: rows.locate(index, faults) }
    }
    const placed = tree.place(entry)
    if (placed.kind === 'skipped') return { kind: 'skipped' }
    const found = placed.kind === 'faulty' ? [...faults, placed.fault] : [...faults]
    const isNew = placed.kind === 'placed' && !placed.known && !added.has(placed.id)
    if (isNew && found.length === 0) found.push(...codeFaults(judging, row, codes))
    if (found.length > 0) return { kind: 'faulty', faults: rows.locate(index, found) }
    if (!isNew) return { kind: 'already' }
    added.add(placed.id)
    if (row.code !== null) codes.set(row.code, rows.numberOf(index))
    return { kind: 'add', ready: { kind: 'unit', id: placed.id, row, above: placed.above } }
  }

  return (from, to) => Promise.resolve(entries.slice(from, to).map(judge))
}

/** A code stands for one unit. */
function codeFaults(
  { context }: Judging,
  { code }: UnitRow,
  codes: ReadonlyMap<string, number>,
): readonly CellFault[] {
  if (code === null) return []
  const [owner] = context.unitsCoded(code)
  const row = codes.get(code)
  if (owner !== undefined) {
    const name = context.unitOf(owner)?.name ?? ''
    return [{ field: 'code', value: code, code: 'intake.code-taken', about: [code, name] }]
  }
  if (row === undefined) return []
  return [{ field: 'code', value: code, code: 'intake.code-twice', about: [code, String(row)] }]
}

/** The tree that the case file and the ledger make together. */
class Tree {
  readonly #judging: Judging
  readonly #entries: ReadonlyMap<string, readonly Entry[]>
  readonly #children: ReadonlyMap<string, string>

  constructor(judging: Judging, entries: readonly (Entry | null)[]) {
    this.#judging = judging
    const named = entries.filter((entry) => entry !== null).filter(({ row }) => row.name !== '')
    this.#entries = Map.groupBy(named, ({ row }) => nameKey(row.name))
    this.#children = new Map(
      judging.context.units.map(({ id, name, parentId }) => [childKey(parentId, name), id]),
    )
  }

  place(entry: Entry, depth = 0): Placed {
    if (entry.placed?.kind === 'sought' || depth > DEEPEST) {
      return this.#faulty('parent', entry, CIRCLE)
    }
    if (!entry.placed) {
      entry.placed = { kind: 'sought' }
      entry.placed = this.#find(entry, depth)
    }
    return entry.placed
  }

  #find(entry: Entry, depth: number): Placed {
    const { context } = this.#judging
    const { name, parent } = entry.row
    if (parent !== '') return this.#under(entry, depth)
    const same = context.unitsNamed(name)
    const [id] = same
    if (same.length > 1) {
      return this.#faulty('name', entry, 'intake.unit-ambiguous', String(same.length))
    }
    if (id !== undefined) return { kind: 'placed', id, above: null, known: true }
    const { root } = context
    return this.#settle(name, root === undefined ? null : { kind: 'known', id: root })
  }

  #under(entry: Entry, depth: number): Placed {
    const { context, units, rows } = this.#judging
    const { name, parent } = entry.row
    const above = context.unit(parent)
    if (above.kind === 'skip') return { kind: 'skipped' }
    if (context.unitChoice(parent) && above.kind !== 'unknown') return this.#settle(name, above)

    const inLedger = this.#namesakes(entry)
    const placed = inLedger.length > MOST_NAMESAKES ? [] : this.#placeAll(inLedger, depth)
    const candidates = this.#candidates(entry, placed)
    const [only] = candidates
    if (candidates.length > 1 || inLedger.length > MOST_NAMESAKES) {
      return this.#faulty('parent', entry, 'intake.parent-ambiguous')
    }
    if (only !== undefined) return this.#settle(name, only)
    const [first] = inLedger
    if (first === undefined) {
      units.note(parent, rows.numberOf(entry.index), above)
      if (above.kind !== 'unknown') return this.#settle(name, above)
      return this.#faulty('parent', entry, 'intake.unit-unknown')
    }
    if (placed.every(({ kind }) => kind === 'skipped')) return { kind: 'skipped' }
    const isCircle = placed.some((each) => each.kind === 'faulty' && each.fault.code === CIRCLE)
    if (isCircle) return this.#faulty('parent', entry, CIRCLE)
    const number = String(rows.numberOf(first.index))
    return this.#faulty('parent', entry, 'intake.parent-faulty', number)
  }

  /** Rows that bear the name above: those of the same prefecture, otherwise all. */
  #namesakes(entry: Entry): readonly Entry[] {
    const all = (this.#entries.get(nameKey(entry.row.parent)) ?? []).filter(
      (each) => each !== entry,
    )
    const near = all.filter((each) => isNear(each, entry))
    return near.length > 0 ? near : all
  }

  #placeAll(entries: readonly Entry[], depth: number): readonly Placed[] {
    return entries.map((each) => this.place(each, depth + 1))
  }

  /** Units that the name above may stand for, in the tree and in the ledger. */
  #candidates(entry: Entry, inLedger: readonly Placed[]): readonly NonNullable<Above>[] {
    const { context } = this.#judging
    const found = new Map<string, NonNullable<Above>>()
    for (const id of context.unitsNamed(entry.row.parent)) found.set(id, { kind: 'known', id })
    for (const placed of inLedger) {
      if (placed.kind !== 'placed' || found.has(placed.id)) continue
      found.set(placed.id, { kind: placed.known ? 'known' : 'row', id: placed.id })
    }
    const all = [...found.values()]
    const inPlace = all.filter(({ id }) => this.#isWithin(id, entry.place))
    return all.length > 1 && inPlace.length > 0 ? inPlace : all
  }

  #isWithin(id: string, place: string): boolean {
    const prefectureId = this.#judging.context.unitOf(id)?.prefectureId ?? ''
    const prefecture = this.#judging.context.unitOf(prefectureId)
    return place !== '' && prefecture !== undefined && nameKey(prefecture.name) === nameKey(place)
  }

  #settle(name: string, above: Above): Placed {
    const parentId = above?.id ?? null
    const present = this.#children.get(childKey(parentId, name))
    const id = present ?? contentId('unit', parentId, name)
    // The id may be known though the unit was moved or renamed since it was imported.
    const known = present !== undefined || this.#judging.context.unitOf(id) !== undefined
    return { kind: 'placed', id, above, known }
  }

  #faulty(field: 'name' | 'parent', entry: Entry, code: string, ...about: string[]): Placed {
    const value = entry.row[field]
    return { kind: 'faulty', fault: { field, value, code, about: [value, ...about] } }
  }
}

/** Rows that name the same prefecture are meant for one another. */
function isNear(one: Entry, other: Entry): boolean {
  return other.place !== '' && [one.place, one.row.name, one.row.parent].includes(other.place)
}

function childKey(parentId: string | null, name: string): string {
  return `${parentId ?? ''} ${nameKey(name)}`
}
