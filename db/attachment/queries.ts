import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { attachmentContract } from './contract.ts'
import { chunksOf } from './rules/chunks.ts'

export const attachmentQueries: QueryHandlers<typeof attachmentContract> = {
  async list(db, { subject, subjectId }) {
    const rows = await db
      .selectFrom('attachment')
      .innerJoin('member as adder', 'adder.id', 'attachment.addedBy')
      .leftJoin('member as remover', 'remover.id', 'attachment.removedBy')
      .where('subject', '=', subject)
      .where('subjectId', '=', subjectId)
      .select((row) => [
        'attachment.id',
        'attachment.name',
        'mediaType',
        'bytes',
        'sha256',
        'adder.name as by',
        'addedAt as at',
        'remover.name as removedBy',
        'removedAt',
        'removedWhy',
        row
          .selectFrom('attachmentChunk')
          .whereRef('attachmentId', '=', 'attachment.id')
          .select((chunk) => chunk.fn.countAll<number>().as('n'))
          .as('chunks'),
      ])
      .orderBy('addedAt')
      .orderBy('attachment.id')
      .execute()
    return rows.map(({ removedBy, removedAt, removedWhy, chunks, ...row }) => ({
      ...row,
      removal:
        removedAt === null ? null : { by: removedBy ?? '', at: removedAt, why: removedWhy ?? '' },
      present: chunks === chunksOf(row.bytes),
    }))
  },

  async slice(db, { id, n }) {
    const found = await db
      .selectFrom('attachmentChunk')
      .innerJoin('attachment', 'attachment.id', 'attachmentChunk.attachmentId')
      .where('attachmentId', '=', id)
      .where('n', '=', n)
      .select('attachmentChunk.bytes')
      .executeTakeFirst()
    return { bytes: found?.bytes ?? null }
  },
}
