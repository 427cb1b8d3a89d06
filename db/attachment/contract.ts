import { z } from 'zod'

import { command, query } from '#db/kernel/contract.ts'
import { Id } from '#db/kernel/ids.ts'

/** Bytes of a chunk; the last one of an attachment may have fewer. */
export const CHUNK_BYTES = 256 * 1024

const Bytes = z.instanceof(Uint8Array)
/** The record that an attachment belongs to: its table and its id. */
const Subject = { subject: z.string().min(1).max(40), subjectId: Id }
const Removal = z.strictObject({ by: z.string(), at: z.string(), why: z.string() })

export const Attachment = z.strictObject({
  id: Id,
  /** As the machine had it. It is shown, and never used as a path. */
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  by: z.string(),
  at: z.string(),
  /** Who took it away and why; its content is destroyed. */
  removal: Removal.nullable(),
  /** Whether the content is here. A database made anew from the log has none of it. */
  present: z.boolean(),
})
export type Attachment = z.infer<typeof Attachment>

export const attachmentContract = {
  /** What is attached to one record, oldest first, with what was removed. */
  list: query('attachment.list', z.strictObject(Subject), z.array(Attachment)),
  /** One chunk of the content; null behind the last one and where there is no content. */
  slice: query(
    'attachment.slice',
    z.strictObject({ id: Id, n: z.number().int().min(0).max(799) }),
    z.strictObject({ bytes: Bytes.nullable() }),
  ),
  /**
   * Begins to take a file in; refused by its name, size and first bytes (`acceptFile`). What is
   * begun and not finished is gone at the next opening.
   */
  begin: command(
    'attachment.begin',
    z.strictObject({
      ...Subject,
      name: z.string().min(1).max(255),
      bytes: z.number().int().min(0),
      head: Bytes,
    }),
    z.strictObject({ id: Id }),
  ),
  /** The chunks one after another, all but the last of CHUNK_BYTES. */
  chunk: command(
    'attachment.chunk',
    z.strictObject({ id: Id, n: z.number().int().min(0).max(799), bytes: Bytes }),
    z.strictObject({}),
  ),
  /** All of it is here: hashes the content and makes the attachment, or nothing. */
  finish: command(
    'attachment.finish',
    z.strictObject({ id: Id }),
    z.strictObject({ sha256: z.string() }),
  ),
  /** Drops what was begun; what is finished stays. */
  cancel: command('attachment.cancel', z.strictObject({ id: Id }), z.strictObject({})),
  /** Destroys the content. The row stays, with its hash and the reason. */
  remove: command(
    'attachment.remove',
    z.strictObject({ id: Id, why: z.string().trim().min(1).max(500) }),
    z.strictObject({}),
  ),
  /** Written before an attachment leaves the case in the clear. */
  noteExport: command(
    'attachment.noteExport',
    z.strictObject({ id: Id }),
    Attachment.pick({ name: true, bytes: true, sha256: true }),
  ),
}
