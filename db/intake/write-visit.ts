import type { Writer } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import type { World } from '#db/engine/handlers.ts'

import type { Ready } from './judging.ts'
import type { Context } from './context.ts'
import { listOf } from './list-of.ts'
import type { VisitRow } from './rules/rows.ts'
import type { Makers, RowWriter } from './write.ts'

const VISIT_COLUMNS = [
  'id',
  'roundId',
  'unitId',
  'startedOn',
  'endedOn',
  'method',
  'notice',
  'selection',
  'note',
  'state',
  'enteredBy',
  'enteredAt',
] as const
const EXPOSURE_COLUMNS = [
  'id',
  'visitId',
  'unitId',
  'problemType',
  'method',
  'nature',
  'result',
  'lookedOn',
  'note',
] as const

type VisitReady = Extract<Ready, { kind: 'visit' }>

/**
 * Writes a ledger of visits. Those who went are the members of the group that the rows name; names
 * that are none are kept in the note, and nobody is presumed to have gone.
 */
export function makeVisitWriter(
  tx: Writer,
  context: Context,
  makers: Makers,
  world: World,
): RowWriter {
  const addVisit = world.bulk.insert('visit', VISIT_COLUMNS)
  const addMember = world.bulk.insert('visitMember', ['id', 'visitId', 'memberId'])
  const addExposure = world.bulk.insert('exposure', EXPOSURE_COLUMNS)
  const now = world.now()
  /** Visits made by this import, each with those who are on record as having gone. */
  const made = new Map<string, Set<string>>()

  function make(visitId: string, unitId: string, row: VisitRow): void {
    const { startedOn, endedOn, method, notice, selection } = row
    const roundId = row.round === null ? null : (context.round(row.round)?.id ?? null)
    const strangers = row.members.filter((name) => context.member(name) === undefined)
    const note = strangers.length === 0 ? '' : `参加人员：${strangers.join('、')}`
    const head = [visitId, roundId, unitId, startedOn, endedOn, method, notice, selection, note]
    addVisit([...head, 'open', world.actor, now])
    made.set(visitId, new Set())
  }

  function addMembers(visitId: string, row: VisitRow): void {
    const gone = made.get(visitId)
    if (!gone) return
    for (const name of row.members) {
      const memberId = context.member(name)
      if (memberId === undefined || gone.has(memberId)) continue
      gone.add(memberId)
      addMember([contentId('visitMember', visitId, memberId), visitId, memberId])
    }
  }

  function write({ id, visitId, row, unit, type }: VisitReady, present: ReadonlySet<string>): void {
    const unitId = makers.unit(unit)
    const problemType = makers.type(type)
    if (!made.has(visitId) && !present.has(visitId)) make(visitId, unitId, row)
    addMembers(visitId, row)
    const { method, nature, result, startedOn, note } = row
    addExposure([id, visitId, unitId, problemType, method, nature, result, startedOn, note])
  }

  return {
    async write(ready) {
      const looks = ready.filter((each) => each.kind === 'visit')
      const ids = listOf(looks.map(({ visitId }) => visitId))
      const found = await tx.selectFrom('visit').select('id').where('id', 'in', ids).execute()
      const present = new Set(found.map(({ id }) => id))
      for (const look of looks) write(look, present)
    },
    finish() {},
  }
}
