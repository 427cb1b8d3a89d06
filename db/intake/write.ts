import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'

import type { Context } from './context.ts'
import type { Ready, Target } from './judging.ts'
import type { ImportChoices } from './contract.ts'
import { makeProblemWriter } from './write-problem.ts'
import { makeUnitWriter, unitMaker } from './write-unit.ts'
import { makeVisitWriter } from './write-visit.ts'

/** Writes the records of one import. */
export type RowWriter = {
  /** Writes a chunk of records that are not there yet. */
  write(ready: readonly Ready[]): Promise<void>
  /** Ends the import once all rows were handed over. */
  finish(): void
}

/** Units and types that rows speak of, made on the way where the person chose so. */
export type Makers = {
  unit(target: Target): string
  type(target: Target): string
  made(): { readonly unitsMade: number; readonly typesMade: number }
}

/** The writer for the kind of ledger that was chosen. */
export function writerFor(
  tx: Writer,
  choices: ImportChoices,
  context: Context,
  makers: Makers,
  world: World,
): Promise<RowWriter> {
  if (choices.kind === 'unit') return makeUnitWriter(tx, context, makers, world)
  if (choices.kind === 'visit') return Promise.resolve(makeVisitWriter(tx, context, makers, world))
  return makeProblemWriter(tx, choices, makers, world)
}

const LONGEST_BRIEF = 12

/** Makes units and types at their first mention. */
export async function makersFor(tx: Writer, context: Context, world: World): Promise<Makers> {
  const makeUnit = await unitMaker(tx, context, world)
  const { last } = await tx
    .selectFrom('problemType')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  const addType = world.bulk.insert('problemType', ['id', 'name', 'brief', 'scheme', 'position'])
  const units = new Set<string>()
  const types = new Set<string>()

  function makeType(id: string, name: string): void {
    const shown = name === '' ? UNSORTED : name
    const position = (last ?? 0) + types.size + 1
    addType([id, shown, shown.slice(0, LONGEST_BRIEF), 'own', position])
  }

  return {
    unit(target) {
      if (target.kind === 'create' && !units.has(target.id)) {
        units.add(target.id)
        makeUnit(target.id, target.name)
      }
      return target.id
    },
    type(target) {
      if (target.kind === 'create' && !types.has(target.id)) {
        types.add(target.id)
        makeType(target.id, target.name)
      }
      return target.id
    },
    made: () => ({ unitsMade: units.size, typesMade: types.size }),
  }
}

/** The type of problems whose ledger names none. */
const UNSORTED = '未分类'
