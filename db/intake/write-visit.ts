import type { Writer } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import type { World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { Context } from './context.ts'
import type { VisitRow } from './rules/rows.ts'
import type { Makers, RowWriter } from './write.ts'

/** Writes a ledger of visits: rows of one unit and the same days are one visit. */
export async function makeVisitWriter(
  tx: Writer,
  context: Context,
  makers: Makers,
  world: World,
): Promise<RowWriter> {
  const visits = await idsOf(tx, 'visit')
  const exposures = await idsOf(tx, 'exposure')
  const addVisit = world.bulk.insert('visit', [
    'id',
    'roundId',
    'unitId',
    'startedOn',
    'endedOn',
    'method',
    'notice',
    'selection',
    'state',
    'enteredBy',
    'enteredAt',
  ])
  const addMember = world.bulk.insert('visitMember', ['id', 'visitId', 'memberId'])
  const addExposure = world.bulk.insert('exposure', [
    'id',
    'visitId',
    'unitId',
    'problemType',
    'method',
    'nature',
    'result',
    'lookedOn',
    'note',
  ])
  const now = world.now()
  let added = 0
  let already = 0

  function visitFor(row: VisitRow, unitId: string): string {
    const { startedOn, endedOn, notice, selection, round } = row
    const id = contentId('visit', unitId, startedOn, endedOn, notice, selection, round)
    if (visits.has(id)) return id
    const roundId = round === null ? null : context.round(round)
    if (roundId === undefined) {
      throw new Failure('refused', [{ code: 'intake.round-unknown', about: [String(round)] }])
    }
    const { method } = row
    const head = [id, roundId, unitId, startedOn, endedOn, method, notice, selection]
    addVisit([...head, 'open', world.actor, now])
    const members = row.members.flatMap((name) => context.member(name) ?? [])
    for (const memberId of new Set(members.length > 0 ? members : [world.actor])) {
      addMember([contentId('visitMember', id, memberId), id, memberId])
    }
    visits.add(id)
    return id
  }

  return {
    write(ready) {
      if (ready.kind !== 'visit') return
      if (exposures.has(ready.id)) {
        already += 1
        return
      }
      const { row } = ready
      const unitId = makers.unit(ready.unit, row.unit)
      const type = makers.type(ready.type, row.problemType)
      const visitId = visitFor(row, unitId)
      const { method, nature, result, startedOn, note } = row
      addExposure([ready.id, visitId, unitId, type, method, nature, result, startedOn, note])
      exposures.add(ready.id)
      added += 1
    },
    finish: () => ({ added, already }),
  }
}

async function idsOf(tx: Writer, table: 'visit' | 'exposure'): Promise<Set<string>> {
  const rows = await tx.selectFrom(table).select('id').where('id', 'like', 'i%').execute()
  return new Set(rows.map(({ id }) => id))
}
