import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'
import { whatDiffers } from '#db/kernel/what-differs.ts'

import type { problemContract } from './contract.ts'
import { advance, missingOfEvent } from './rules.ts'

export const problemCommands: CommandHandlers<typeof problemContract> = {
  async addType(tx, { name, brief, wind }, world) {
    const present = await tx
      .selectFrom('problemType')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirst()
    if (present) throw new Failure('refused', [{ code: 'problem.type-exists', about: [name] }])
    const { last } = await tx
      .selectFrom('problemType')
      .select(({ fn }) => fn.max('position').as('last'))
      .executeTakeFirstOrThrow()
    const id = world.newId()
    await tx
      .insertInto('problemType')
      .values({
        id,
        name,
        nameEn: '',
        brief,
        wind,
        scheme: 'own',
        position: (last ?? 0) + 1,
        notForLevels: '',
      })
      .execute()
    return { id }
  },

  async save(tx, { id, persons, ...fields }, world) {
    await checkPlace(tx, fields)
    const saved =
      id === undefined
        ? await enter(tx, fields, world)
        : await change(tx, id, fields, persons.length)
    await namePersons(tx, saved.id, persons, world)
    return saved
  },

  async advance(tx, { id, event, basis }, world) {
    const facts = await tx
      .selectFrom('problem')
      .where('problem.id', '=', id)
      .select((eb) => [
        'problem.state',
        'problem.enteredBy',
        'problem.what',
        'problem.happened',
        'problem.place',
        'problem.effect',
        eb
          .selectFrom('problemPerson')
          .whereRef('problemPerson.problemId', '=', 'problem.id')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .$asScalar()
          .$notNull()
          .as('persons'),
      ])
      .executeTakeFirst()
    if (!facts) throw new Failure('not-found', [{ code: 'problem.unknown' }])
    const state = settle(advance(facts, event, world.actor, basis))
    const confirmation =
      state === 'found' ? { confirmedBy: world.actor, confirmedOn: world.today() } : {}
    await tx
      .updateTable('problem')
      .set({ state, ...confirmation })
      .where('id', '=', id)
      .execute()
    await log(tx, id, facts.state, state, basis, world)
    return { state }
  },
}

type Fields = Omit<Parameters<(typeof problemCommands)['save']>[1], 'id' | 'persons'>

async function enter(tx: Writer, fields: Fields, world: World) {
  const { last } = await tx
    .selectFrom('problem')
    .select(({ fn }) => fn.max('no').as('last'))
    .executeTakeFirstOrThrow()
  const row = { ...fields, id: world.newId(), no: (last ?? 0) + 1 }
  await tx
    .insertInto('problem')
    .values({
      ...row,
      state: 'lead',
      enteredBy: world.actor,
      enteredAt: world.now(),
      confirmedBy: null,
      confirmedOn: null,
    })
    .execute()
  await log(tx, row.id, null, 'lead', '', world)
  return { id: row.id, no: row.no }
}

async function change(tx: Writer, id: string, fields: Fields, persons: number) {
  const present = await tx.selectFrom('problem').selectAll().where('id', '=', id).executeTakeFirst()
  if (!present) throw new Failure('not-found', [{ code: 'problem.unknown' }])
  if (present.state !== 'lead' && present.state !== 'found') {
    throw new Failure('refused', [{ code: 'problem.no-longer-open', about: [present.state] }])
  }
  // What was looked at and found keeps its problem (INV-24).
  if (present.exposureId !== null && fields.exposureId !== present.exposureId) {
    throw new Failure('refused', [{ code: 'problem.exposure-is-kept' }])
  }
  // What another member pinned down stays pinned down (INV-20).
  const missing = present.state === 'found' ? missingOfEvent({ ...fields, persons }) : []
  if (missing.length > 0) {
    throw new Failure('refused', [{ code: 'problem.event-incomplete', about: missing }])
  }
  const other = whatDiffers(fields, present)
  if (Object.keys(other).length > 0) {
    await tx.updateTable('problem').set(other).where('id', '=', id).execute()
  }
  return { id, no: present.no }
}

type Persons = Parameters<(typeof problemCommands)['save']>[1]['persons']

/** Writes who was part of it; where they are the same as before nothing is taken away and added. */
async function namePersons(
  tx: Writer,
  problemId: string,
  persons: Persons,
  world: World,
): Promise<void> {
  const present = await tx
    .selectFrom('problemPerson')
    .select(['name', 'post', 'part'])
    .where('problemId', '=', problemId)
    .orderBy('id')
    .execute()
  const same = (person: Persons[number], at: number) => {
    const before = present[at]
    return before !== undefined && Object.keys(whatDiffers(person, before)).length === 0
  }
  if (present.length === persons.length && persons.every(same)) return
  await tx.deleteFrom('problemPerson').where('problemId', '=', problemId).execute()
  for (const person of persons) {
    await tx
      .insertInto('problemPerson')
      .values({ id: world.newId(), problemId, ...person })
      .execute()
  }
}

/** A problem that hangs on an exposure speaks of the same unit and type. */
async function checkPlace(tx: Writer, fields: Fields): Promise<void> {
  if (fields.exposureId === null) return
  const exposure = await tx
    .selectFrom('exposure')
    .select(['unitId', 'problemType', 'result'])
    .where('id', '=', fields.exposureId)
    .executeTakeFirst()
  if (!exposure) throw new Failure('not-found', [{ code: 'visit.unknown-exposure' }])
  if (exposure.unitId !== fields.unitId || exposure.problemType !== fields.problemType) {
    throw new Failure('refused', [{ code: 'problem.exposure-of-another-matter' }])
  }
}

async function log(
  tx: Writer,
  problemId: string,
  fromState: 'lead' | 'found' | 'reminded' | 'notSubstantiated' | null,
  toState: 'lead' | 'found' | 'reminded' | 'notSubstantiated',
  basis: string,
  world: World,
): Promise<void> {
  await tx
    .insertInto('problemEvent')
    .values({
      id: world.newId(),
      problemId,
      fromState,
      toState,
      basis,
      at: world.now(),
      by: world.actor,
    })
    .execute()
}
