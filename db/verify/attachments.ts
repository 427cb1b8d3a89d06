import type Database from 'better-sqlite3-multiple-ciphers'

import { chunksOf } from '#db/attachment/rules/chunks.ts'
import { startContentHash } from '#db/engine/content-hash.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { CheckResult } from './contract.ts'
import { type Found, made } from './results.ts'

/** Chunks that are hashed between two reports: 10 MB. */
const AT_ONCE = 40

type Row = {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** Hashes the content of every attachment; its row, which the changesets cover, says what to find. */
export async function checkAttachments(
  handle: Database.Database,
  {
    report,
    signal,
  }: { readonly report: (done: number, total: number) => void; readonly signal?: AbortSignal },
): Promise<CheckResult> {
  const rows = handle
    .prepare<[], Row>('select id, name, bytes, sha256 from attachment where removedAt is null')
    .all()
  const total = rows.reduce((sum, { bytes }) => sum + chunksOf(bytes), 0)
  const chunk = handle
    .prepare<[string, number], Buffer>(
      'select bytes from attachmentChunk where attachmentId = ? and n = ?',
    )
    .pluck()
  const found: Found[] = []
  let done = 0
  for (const { id, name, bytes, sha256 } of rows) {
    const hash = startContentHash()
    let missing = false
    for (let n = 0; n < chunksOf(bytes); n += 1) {
      const part = chunk.get(id, n)
      if (part) hash.add(part)
      else missing = true
      done += 1
      if (done % AT_ONCE === 0) await step(done)
    }
    const record = { table: 'attachment', name }
    if (missing) found.push({ code: 'verify.attachment-missing', record })
    else if (hash.end() !== sha256) {
      found.push({ code: 'verify.attachment-altered', record })
    }
  }
  return made('attachments', { attachments: rows.length, chunks: total }, found)

  async function step(at: number): Promise<void> {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    if (signal?.aborted === true) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
    report(at, total)
  }
}
