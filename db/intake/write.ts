import type { Writer } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import type { World } from '#db/engine/handlers.ts'

import type { Context, Named } from './context.ts'
import type { ImportChoices } from './contract.ts'
import type { Ready } from './prepare.ts'
import { makeProblemWriter } from './write-problem.ts'
import { makeUnitWriter, unitMaker } from './write-unit.ts'
import { makeVisitWriter } from './write-visit.ts'

/** Writes the rows of one import. A row that is already there adds nothing. */
export type RowWriter = {
  write(ready: Ready): void
  /** Ends the import; answers how many rows were added and how many were there. */
  finish(): { readonly added: number; readonly already: number }
}

/** Units and types that a row speaks of, made on the way where the person chose so. */
export type Makers = {
  unit(named: Named, name: string): string
  type(named: Named, name: string): string
}

/** The writer for the kind of ledger that was chosen. */
export async function writerFor(
  tx: Writer,
  choices: ImportChoices,
  context: Context,
  world: World,
): Promise<RowWriter> {
  const makers = await makersFor(tx, world)
  if (choices.kind === 'unit') return makeUnitWriter(tx, context, world)
  if (choices.kind === 'visit') return makeVisitWriter(tx, context, makers, world)
  return makeProblemWriter(tx, choices, makers, world)
}

async function makersFor(tx: Writer, world: World): Promise<Makers> {
  const makeUnit = await unitMaker(tx, world)
  const { last } = await tx
    .selectFrom('problemType')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  let position = last ?? 0
  const addType = world.bulk.insert('problemType', ['id', 'name', 'brief', 'scheme', 'position'])
  const units = new Map<string, string>()
  const types = new Map<string, string>()
  return {
    unit(named, name) {
      if (named.kind === 'known') return named.id
      const made = units.get(name) ?? makeUnit(name)
      units.set(name, made)
      return made
    },
    type(named, name) {
      if (named.kind === 'known') return named.id
      const present = types.get(name)
      if (present !== undefined) return present
      position += 1
      const id = contentId('problemType', name)
      const shown = name === '' ? '未分类' : name
      addType([id, shown.slice(0, 60), shown.slice(0, 12), 'own', position])
      types.set(name, id)
      return id
    },
  }
}
