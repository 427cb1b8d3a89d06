import type { Writer } from '#db/engine/case-file.ts'
import { startContentHash } from '#db/engine/content-hash.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { attachmentContract } from './contract.ts'
import { acceptFile } from './rules/accept.ts'
import { chunksOf, takeChunk } from './rules/chunks.ts'

/** Chunks that are hashed between two reports. */
const AT_ONCE = 40

export const attachmentCommands: CommandHandlers<typeof attachmentContract> = {
  async begin(tx, { head, ...offered }, world) {
    const { mediaType } = settle(acceptFile({ ...offered, head }))
    const id = world.newId()
    await tx
      .insertInto('attachmentUpload')
      .values({ ...offered, id, mediaType, memberId: world.actor, startedAt: world.now() })
      .execute()
    return { id }
  },

  async chunk(tx, { id, n, bytes }) {
    const { here, ...upload } = await uploadOf(tx, id)
    settle(takeChunk({ ...upload, here, n, length: bytes.byteLength }))
    // What was judged at the beginning was another reading of the file.
    if (n === 0) settle(acceptFile({ ...upload, head: bytes }))
    const stored = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    await tx.insertInto('attachmentChunk').values({ attachmentId: id, n, bytes: stored }).execute()
    return {}
  },

  async finish(tx, { id }, world) {
    const { here, startedAt: _startedAt, memberId: _memberId, ...upload } = await uploadOf(tx, id)
    if (here !== chunksOf(upload.bytes)) {
      throw refused('attachment.incomplete', upload.name)
    }
    const sha256 = await hashOf(tx, id, here, world)
    const twin = await tx
      .selectFrom('attachment')
      .where('subject', '=', upload.subject)
      .where('subjectId', '=', upload.subjectId)
      .where('sha256', '=', sha256)
      .where('removedAt', 'is', null)
      .select('name')
      .executeTakeFirst()
    if (twin) throw refused('attachment.already-here', upload.name, twin.name)
    await tx
      .insertInto('attachment')
      .values({
        ...upload,
        sha256,
        addedBy: world.actor,
        addedAt: world.now(),
        removedWhy: null,
        removedBy: null,
        removedAt: null,
      })
      .execute()
    await tx.deleteFrom('attachmentUpload').where('id', '=', id).execute()
    return { sha256 }
  },

  async cancel(tx, { id }) {
    const { numDeletedRows } = await tx
      .deleteFrom('attachmentUpload')
      .where('id', '=', id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) return {}
    await tx.deleteFrom('attachmentChunk').where('attachmentId', '=', id).execute()
    return {}
  },

  async remove(tx, { id, why }, world) {
    const found = await attachmentOf(tx, id)
    if (found.removedAt !== null) throw refused('attachment.is-removed', found.name)
    await tx
      .updateTable('attachment')
      .set({ removedWhy: why, removedBy: world.actor, removedAt: world.now() })
      .where('id', '=', id)
      .execute()
    return {}
  },

  async noteExport(tx, { id }, world) {
    const { removedAt, ...found } = await attachmentOf(tx, id)
    if (removedAt !== null) throw refused('attachment.is-removed', found.name)
    await tx
      .insertInto('attachmentExport')
      .values({ id: world.newId(), attachmentId: id, memberId: world.actor, at: world.now() })
      .execute()
    return found
  },
}

async function uploadOf(tx: Writer, id: string) {
  const found = await tx
    .selectFrom('attachmentUpload')
    .selectAll()
    .select((upload) =>
      upload
        .selectFrom('attachmentChunk')
        .whereRef('attachmentId', '=', 'attachmentUpload.id')
        .select((chunk) => chunk.fn.max('n').as('last'))
        .as('last'),
    )
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw refused('attachment.no-upload')
  const { last, ...upload } = found
  return { ...upload, here: last === null ? 0 : last + 1 }
}

async function attachmentOf(tx: Writer, id: string) {
  const found = await tx
    .selectFrom('attachment')
    .select(['name', 'bytes', 'sha256', 'removedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Failure('not-found', [{ code: 'attachment.unknown' }])
  return found
}

/** SHA-256 of the content as it lies in the database, not as the page says. */
async function hashOf(tx: Writer, id: string, chunks: number, world: World): Promise<string> {
  const hash = startContentHash()
  for (let n = 0; n < chunks; n += 1) {
    if (n % AT_ONCE === 0) await world.pause(n, chunks)
    const { bytes } = await tx
      .selectFrom('attachmentChunk')
      .where('attachmentId', '=', id)
      .where('n', '=', n)
      .select('bytes')
      .executeTakeFirstOrThrow()
    hash.add(bytes)
  }
  return hash.end()
}

function refused(code: string, ...about: readonly string[]): Failure {
  return new Failure('refused', [about.length > 0 ? { code, about } : { code }])
}
