import { readerOf, type Writer } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import { contextOf, stagedSheet } from './context.ts'
import type { ImportChoices, intakeContract } from './contract.ts'
import { SheetReading } from './prepare.ts'
import { writerFor } from './write.ts'

const PAUSE_EVERY = 2000

export const intakeCommands: CommandHandlers<typeof intakeContract> = {
  async commit(tx, choices, world) {
    if (choices.confirmedBy === world.actor) {
      throw new Failure('refused', [{ code: 'problem.confirmed-by-its-enterer' }])
    }
    const { staged, sheet } = stagedSheet(world, choices)
    const context = await contextOf(readerOf(tx), choices)
    const reading = new SheetReading(sheet, staged.file.date1904, choices, context)
    const writer = await writerFor(tx, choices, context, world)
    let skipped = 0
    for (let index = 0; index < reading.rows.length; index += 1) {
      if (index % PAUSE_EVERY === 0) await world.pause(index, reading.rows.length)
      const outcome = reading.outcome(index)
      if (outcome.kind === 'faulty') {
        throw new Failure('refused', [
          { code: 'intake.not-ready', about: [String(outcome.faults[0]?.row ?? 0)] },
        ])
      }
      if (outcome.kind === 'skipped') skipped += 1
      else writer.write(outcome.ready)
    }
    const { added, already } = writer.finish()
    await world.pause(reading.rows.length, reading.rows.length)
    if (added === 0) return { added, already, skipped, batchId: null }
    await remember(tx, choices, reading.headers)
    const batchId = world.newId()
    await tx
      .insertInto('importBatch')
      .values({
        id: batchId,
        kind: choices.kind,
        fileName: staged.fileName,
        fileHash: staged.fileHash,
        sheetName: sheet.name,
        rowCount: added,
        importedBy: world.actor,
        importedAt: world.now(),
      })
      .execute()
    return { added, already, skipped, batchId }
  },
}

/** The next ledger with the same heads finds its columns mapped. */
async function remember(
  tx: Writer,
  { kind, mapping }: ImportChoices,
  headers: readonly string[],
): Promise<void> {
  const row = { kind, headers: JSON.stringify(headers), mapping: JSON.stringify(mapping) }
  const id = contentId('mapping', kind, row.headers)
  await tx
    .insertInto('columnMapping')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ mapping: row.mapping }))
    .execute()
}
