import type { Writer } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import type { World } from '#db/engine/handlers.ts'

import type { ImportChoices } from './contract.ts'
import { isWhole, type ProblemRow } from './rules/rows.ts'
import type { Makers, RowWriter } from './write.ts'

const COLUMNS = [
  'id',
  'no',
  'unitId',
  'visitId',
  'exposureId',
  'foundOn',
  'problemType',
  'wind',
  'what',
  'happened',
  'place',
  'effect',
  'severity',
  'source',
  'measure',
  'state',
  'enteredBy',
  'enteredAt',
  'confirmedBy',
  'confirmedOn',
] as const

type Look = { readonly exposureId: string; readonly visitId: string }

/**
 * Writes a ledger of problems. A problem hangs on the look that found it when unit, type and day
 * agree. It enters as found when its event is whole and another member confirmed it, else as lead.
 */
export async function makeProblemWriter(
  tx: Writer,
  choices: ImportChoices,
  makers: Makers,
  world: World,
): Promise<RowWriter> {
  const present = new Set(
    (await tx.selectFrom('problem').select('id').where('id', 'like', 'i%').execute()).map(
      ({ id }) => id,
    ),
  )
  const looks = await foundLooks(tx)
  const add = world.bulk.insert('problem', COLUMNS)
  const addPerson = world.bulk.insert('problemPerson', ['id', 'problemId', 'name', 'part'])
  const { last } = await tx
    .selectFrom('problem')
    .select(({ fn }) => fn.max('no').as('last'))
    .executeTakeFirstOrThrow()
  const now = world.now()
  let no = last ?? 0
  let already = 0
  let added = 0

  function insert(id: string, row: ProblemRow, unitId: string, type: string): void {
    no += 1
    const look = looks.get(`${unitId} ${type} ${row.foundOn}`)
    const confirmedBy = isWhole(row) ? choices.confirmedBy : null
    add([
      id,
      no,
      unitId,
      look?.visitId ?? null,
      look?.exposureId ?? null,
      row.foundOn,
      type,
      row.wind,
      row.what,
      row.happened,
      row.place,
      row.effect,
      row.severity,
      row.source,
      row.measure,
      confirmedBy === null ? 'lead' : 'found',
      world.actor,
      now,
      confirmedBy,
      confirmedBy === null ? null : row.foundOn,
    ])
    for (const name of row.persons) {
      const part = /集体|班子/.test(name) ? 'collective' : 'direct'
      addPerson([contentId('problemPerson', id, name), id, name, part])
    }
  }

  return {
    write(ready) {
      if (ready.kind !== 'problem') return
      if (present.has(ready.id)) {
        already += 1
        return
      }
      const { id, row } = ready
      insert(id, row, makers.unit(ready.unit, row.unit), makers.type(ready.type, row.problemType))
      present.add(id)
      added += 1
    },
    finish: () => ({ added, already }),
  }
}

/** Looks that found something, by unit, type and day. */
async function foundLooks(tx: Writer): Promise<ReadonlyMap<string, Look>> {
  const rows = await tx
    .selectFrom('exposure')
    .select(['id', 'visitId', 'unitId', 'problemType', 'lookedOn'])
    .where('result', '=', 'found')
    .execute()
  return new Map(
    rows.map((row) => [
      `${row.unitId} ${row.problemType} ${row.lookedOn}`,
      { exposureId: row.id, visitId: row.visitId },
    ]),
  )
}
