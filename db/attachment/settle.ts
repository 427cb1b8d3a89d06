import type Database from 'better-sqlite3-multiple-ciphers'

/**
 * Drops what was begun and not finished before the case was closed, and content whose removal came
 * back from the log. Run at each opening, when nobody is taking anything in.
 */
export function sweepUploads(handle: Database.Database): void {
  const left = handle
    .prepare<[], number>(
      `select exists (select 1 from attachmentUpload)
         or exists (select 1 from attachment where removedAt is not null and exists (
              select 1 from attachmentChunk where attachmentId = attachment.id))`,
    )
    .pluck()
    .get()
  if (left !== 1) return
  const sweep = handle.transaction(() => {
    handle.exec(`
      delete from attachmentUpload;
      delete from attachmentChunk where attachmentId not in (
        select id from attachment where removedAt is null)`)
  })
  sweep.immediate()
}
