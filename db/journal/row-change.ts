import { z } from 'zod'

import type { Reader } from '#db/engine/case-file.ts'

import type { RowChange } from './contract.ts'

/** A change as it was captured. */
export type Captured = {
  readonly n: number
  readonly tableName: string
  readonly operation: RowChange['operation']
  readonly content: string
}

type Value = RowChange['fields'][number]['from']
type Stored = Value['value']

const StoredValue = z.union([z.string(), z.number(), z.null()])
const Row = z.record(z.string(), StoredValue)
const Differences = z.record(z.string(), z.tuple([StoredValue, StoredValue]))

/** Fields that say nothing to a person, or what the changeset itself says better. */
const HIDDEN = new Set([
  'id',
  'pinyin',
  'initials',
  'position',
  'prefectureId',
  'enteredBy',
  'enteredAt',
  'exposureId',
  'publicKey',
  // Only whoever holds the key of the sealed vault can read these.
  'sealed',
  'bundle',
  'slot',
  'recipient',
  'writtenBy',
  'writtenAt',
])
/** Rows that belong to another record do not name it again. */
const OWNERS: Readonly<Record<string, string>> = {
  problemPerson: 'problemId',
  problemEvent: 'problemId',
  visitMember: 'visitId',
  exposure: 'visitId',
  opinionCode: 'opinionId',
  opinionRedaction: 'opinionId',
  opinionClusterMember: 'opinionId',
  ownDefectEvent: 'ownDefectId',
  localGroupUnit: 'localGroupId',
  localGroupContact: 'localGroupId',
  localGroupCheck: 'localGroupId',
  localGroupItem: 'localGroupId',
}
const POINTERS: Readonly<Record<string, Pointed>> = {
  unitId: 'unit',
  parentId: 'unit',
  problemType: 'problemType',
  memberId: 'member',
  confirmedBy: 'member',
  importedBy: 'member',
  setBy: 'member',
  by: 'member',
  heardBy: 'member',
  clusterId: 'opinionCluster',
  ownerId: 'member',
  closedBy: 'member',
  visitId: 'visit',
  roundId: 'round',
}
type Pointed = 'unit' | 'problemType' | 'member' | 'visit' | 'round' | 'opinionCluster'

/** Changes as a person reads them: field by field, with the names of what they point to. */
export async function readChanges(db: Reader, captured: readonly Captured[]): Promise<RowChange[]> {
  const changes = captured.map(({ n, tableName: table, operation, content }) => ({
    n,
    table,
    operation,
    fields: fieldsOf(operation, content).filter(
      ({ field }) => !HIDDEN.has(field) && OWNERS[table] !== field,
    ),
  }))
  const names = await namesOf(db, changes)
  const named = (field: string, value: Stored): Value => ({
    value,
    name: names.get(`${POINTERS[field] ?? ''} ${String(value)}`) ?? null,
  })
  return changes.map((change) => ({
    ...change,
    fields: change.fields.map(({ field, from, to }) => ({
      field,
      from: named(field, from),
      to: named(field, to),
    })),
  }))
}

type Field = { readonly field: string; readonly from: Stored; readonly to: Stored }

function fieldsOf(operation: RowChange['operation'], content: string): readonly Field[] {
  const written: unknown = JSON.parse(content)
  if (operation === 'update') {
    return Object.entries(Differences.parse(written)).map(([field, [from, to]]) => ({
      field,
      from,
      to,
    }))
  }
  return Object.entries(Row.parse(written))
    .filter(([, value]) => value !== null && value !== '')
    .map(([field, value]) =>
      operation === 'insert' ? { field, from: null, to: value } : { field, from: value, to: null },
    )
}

async function namesOf(
  db: Reader,
  changes: readonly { readonly fields: readonly Field[] }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<Pointed, Set<string>>()
  for (const { field, from, to } of changes.flatMap(({ fields }) => fields)) {
    const pointed = POINTERS[field]
    if (pointed === undefined) continue
    const known = ids.get(pointed) ?? new Set()
    ids.set(pointed, known)
    for (const value of [from, to]) if (typeof value === 'string') known.add(value)
  }
  const names = new Map<string, string>()
  for (const [pointed, known] of ids) {
    if (known.size === 0) continue
    for (const { id, name } of await namesIn(db, pointed, [...known])) {
      names.set(`${pointed} ${id}`, name)
    }
  }
  return names
}

async function namesIn(
  db: Reader,
  pointed: Pointed,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  if (pointed === 'round') {
    const rounds = db.selectFrom('round').select(['id', 'no']).where('id', 'in', ids)
    return (await rounds.execute()).map(({ id, no }) => ({ id, name: String(no) }))
  }
  if (pointed === 'visit') {
    return db
      .selectFrom('visit')
      .innerJoin('unit', 'unit.id', 'visit.unitId')
      .select(['visit.id', 'unit.name'])
      .where('visit.id', 'in', ids)
      .execute()
  }
  return db.selectFrom(pointed).select(['id', 'name']).where('id', 'in', ids).execute()
}
