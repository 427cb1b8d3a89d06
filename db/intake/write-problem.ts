import { sql } from 'kysely'

import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'

import type { Ready } from './judging.ts'
import type { ImportChoices } from './contract.ts'
import { isWhole } from './rules/rows.ts'
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

type ProblemReady = Extract<Ready, { kind: 'problem' }>
type Look = { readonly id: string; readonly visitId: string }

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
  const add = world.bulk.insert('problem', COLUMNS)
  const addPerson = world.bulk.insert('problemPerson', ['id', 'problemId', 'name', 'part'])
  const { last } = await tx
    .selectFrom('problem')
    .select(({ fn }) => fn.max('no').as('last'))
    .executeTakeFirstOrThrow()
  const now = world.now()
  let no = last ?? 0

  function write({ id, row, unit, type }: ProblemReady, look: Look | undefined): void {
    no += 1
    const confirmedBy = isWhole(row) ? choices.confirmedBy : null
    add([
      id,
      no,
      makers.unit(unit),
      look?.visitId ?? null,
      look?.id ?? null,
      row.foundOn,
      makers.type(type),
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
    for (const [at, name] of row.persons.entries()) {
      const part = /集体|班子/.test(name) ? 'collective' : 'direct'
      // Persons are shown in the order of their ids, which is the order of the ledger.
      addPerson([`${id}.${String(at).padStart(3, '0')}`, id, name, part])
    }
  }

  return {
    async write(ready) {
      const problems = ready.filter((each) => each.kind === 'problem')
      const looks = await foundLooks(tx, problems)
      for (const [at, problem] of problems.entries()) write(problem, looks.get(at))
    },
    finish() {},
  }
}

/** The looks that found something of the same type at the same unit and day, by problem. */
async function foundLooks(
  tx: Writer,
  problems: readonly ProblemReady[],
): Promise<ReadonlyMap<number, Look>> {
  const sought = problems.map(({ row, unit, type }) => [unit.id, type.id, row.foundOn])
  const { rows } = await sql<Look & { readonly at: number }>`
    select sought.key as at, exposure.id, exposure.visitId
    from json_each(${JSON.stringify(sought)}) as sought
    cross join exposure on exposure.unitId = sought.value ->> 0
      and exposure.problemType = sought.value ->> 1
      and exposure.lookedOn = sought.value ->> 2
      and exposure.result = 'found'
  `.execute(tx)
  return new Map(rows.map((row) => [row.at, row]))
}
