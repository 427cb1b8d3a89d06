import { readerOf, type Writer } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import { judgingOf, isLead, type Ready } from './judging.ts'
import { stagedSheet } from './context.ts'
import type { ImportChoices, intakeContract, Resolution } from './contract.ts'
import { judgeRows } from './judge.ts'
import { makersFor, writerFor } from './write.ts'

export const intakeCommands: CommandHandlers<typeof intakeContract> = {
  async commit(tx, choices, world) {
    if (choices.confirmedBy === world.actor) {
      throw new Failure('refused', [{ code: 'problem.confirmed-by-its-enterer' }])
    }
    const { staged, sheet } = stagedSheet(world, choices)
    const judging = await judgingOf(readerOf(tx), choices, world)
    const makers = await makersFor(tx, judging.context, world)
    const writer = await writerFor(tx, choices, judging.context, makers, world)
    const counts = { added: 0, already: 0, skipped: 0, asLeads: 0 }
    for await (const judged of judgeRows(judging, world)) {
      const chunk: Ready[] = []
      for (const each of judged) {
        if (each.kind === 'faulty') {
          const row = String(each.faults[0]?.row ?? 0)
          throw new Failure('refused', [{ code: 'intake.not-ready', about: [row] }])
        }
        if (each.kind === 'add') chunk.push(each.ready)
        else counts[each.kind] += 1
      }
      counts.added += chunk.length
      counts.asLeads += chunk.filter((ready) => isLead(ready, choices)).length
      await writer.write(chunk)
    }
    writer.finish()
    await world.pause(judging.rows.count, judging.rows.count)
    if (counts.added === 0) return { ...counts, ...makers.made(), batchId: null }
    await rememberColumns(tx, choices, judging.rows.headers)
    await rememberNames(tx, 'unit', choices.units)
    await rememberNames(tx, 'problemType', choices.types)
    const batchId = world.newId()
    await tx
      .insertInto('importBatch')
      .values({
        id: batchId,
        kind: choices.kind,
        fileName: staged.fileName,
        fileHash: staged.fileHash,
        sheetName: sheet.name,
        rowCount: counts.added,
        importedBy: world.actor,
        importedAt: world.now(),
      })
      .execute()
    return { ...counts, ...makers.made(), batchId }
  },
}

/** The next ledger with the same heads finds its columns mapped. */
async function rememberColumns(
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

/** The next ledger that uses such a name means the same by it, unless the person says otherwise. */
async function rememberNames(
  tx: Writer,
  kind: 'unit' | 'problemType',
  picks: Readonly<Record<string, Resolution>>,
): Promise<void> {
  for (const [name, pick] of Object.entries(picks)) {
    if (pick.action !== 'use') continue
    const row = { id: contentId('ledgerName', kind, name), kind, name, targetId: pick.id }
    await tx
      .insertInto('ledgerName')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ targetId: pick.id }))
      .execute()
  }
}
