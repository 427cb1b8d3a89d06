import { createHash } from 'node:crypto'

import type Database from 'better-sqlite3-multiple-ciphers'
import { describe, expect, test } from 'vitest'

import { CHUNK_BYTES, attachmentContract } from '#db/attachment/contract.ts'
import { removeMember } from '#db/case-keys.ts'
import { restoreBackup } from '#db/backup/restore.ts'
import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { closeDatabase } from '#db/engine/open-database.ts'
import { openCase, type OpenedCase } from '#db/open-case.ts'
import { journalContract } from '#db/journal/contract.ts'
import { verifyCase } from '#db/verify/run.ts'
import { backedUp } from '#tests/fixtures/backup.ts'
import {
  asker,
  PASSPHRASE,
  testCase,
  type TestCase,
  testFolder,
  testHost,
} from '#tests/fixtures/case.ts'
import { reopen } from '#tests/fixtures/case.ts'
import { bytes as secret, closeAtEnd, codeOf, keyedCase, withSecond } from '#tests/fixtures/keys.ts'
import { openRaw } from '#tests/fixtures/raw.ts'

type Ask = TestCase['ask']
const on = { subject: 'problem', subjectId: 'q1' } as const

/** A picture by its first bytes, of so many in all. */
function picture(length: number, mark = 7): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(length).fill(mark)
  made.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return made
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

async function begin(ask: Ask, content: Uint8Array<ArrayBuffer>, name = '现场.png') {
  const head = content.slice(0, 4096)
  return ask(attachmentContract.begin, { ...on, name, bytes: content.length, head })
}

async function sendChunks(
  ask: Ask,
  id: string,
  content: Uint8Array<ArrayBuffer>,
  until = Infinity,
) {
  for (let n = 0; n * CHUNK_BYTES < content.length && n < until; n += 1) {
    const bytes = content.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES)
    await ask(attachmentContract.chunk, { id, n, bytes })
  }
}

async function attach(ask: Ask, content: Uint8Array<ArrayBuffer>, name?: string): Promise<string> {
  const { id } = await begin(ask, content, name)
  await sendChunks(ask, id, content)
  await ask(attachmentContract.finish, { id })
  return id
}

async function contentOf(ask: Ask, id: string): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for (;;) {
    const { bytes } = await ask(attachmentContract.slice, { id, n: parts.length })
    if (bytes === null) return Buffer.concat(parts)
    parts.push(bytes)
  }
}

describe('an attachment', () => {
  const content = picture(2 * CHUNK_BYTES + 5)

  test('comes back byte for byte, after locking too, and its row carries the hash', async () => {
    const file = await testCase()
    const id = await attach(file.ask, content)
    await file.service.close()
    const { ask } = await reopen(file.folder)
    expect(sha256(await contentOf(ask, id))).toBe(sha256(content))
    expect(await ask(attachmentContract.list, on)).toEqual([
      {
        id,
        name: '现场.png',
        mediaType: 'image/png',
        bytes: content.length,
        sha256: sha256(content),
        by: '林若川',
        at: '2014-06-11T01:20:00.000Z',
        removal: null,
        present: true,
      },
    ])
    expect(await ask(attachmentContract.list, { ...on, subjectId: 'q2' })).toEqual([])
  })

  test('is removed with a reason: the content is destroyed, the row stays', async () => {
    const { ask, folder, service } = await testCase()
    const id = await attach(ask, content)
    await ask(attachmentContract.remove, { id, why: '重复' })
    expect(await codeOf(() => ask(attachmentContract.remove, { id, why: '再来' }))).toBe(
      'attachment.is-removed',
    )
    expect(await ask(attachmentContract.list, on)).toMatchObject([
      { id, present: false, removal: { by: '林若川', why: '重复' } },
    ])
    expect(await contentOf(ask, id)).toHaveLength(0)
    await service.close()
    const raw = await openRaw(folder)
    expect(raw.prepare('select count(*) from attachmentChunk').pluck().get()).toBe(0)
  })

  test('is not taken back by undo, which would lose it without a reason', async () => {
    const { ask } = await testCase()
    await attach(ask, content)
    expect(await codeOf(() => ask(journalContract.undo, {}))).toBe('attachment.is-kept')
  })

  test('is attached to one record once; removed, it may come again', async () => {
    const { ask } = await testCase()
    const id = await attach(ask, content)
    expect(await codeOf(() => attach(ask, content, '同一张.png'))).toBe('attachment.already-here')
    await ask(attachmentContract.remove, { id, why: '放错' })
    await attach(ask, content)
  })

  test('leaves the case on record', async () => {
    const { ask } = await testCase()
    const id = await attach(ask, content)
    await ask(attachmentContract.noteExport, { id })
    const { rows } = await ask(journalContract.list, { limit: 1 })
    expect(rows).toMatchObject([{ command: 'attachment.noteExport', changes: 1 }])
  })
})

describe('a file is not taken in', () => {
  const content = picture(CHUNK_BYTES + 5)

  test('when it is no picture, empty, or too large', async () => {
    const { ask } = await testCase()
    const program = secret('MZ program')
    expect(await codeOf(() => begin(ask, program, '照片.jpg'))).toBe('attachment.is-program')
    expect(await codeOf(() => begin(ask, new Uint8Array(), '照片.jpg'))).toBe('attachment.empty')
    const large = { ...on, name: '录像.png', bytes: 200 * 1024 * 1024 + 1, head: content }
    expect(await codeOf(() => ask(attachmentContract.begin, large))).toBe('attachment.too-large')
  })

  test('when what comes is other than what was judged', async () => {
    const { ask } = await testCase()
    const { id } = await begin(ask, content)
    const send = (n: number, bytes: Uint8Array<ArrayBuffer>) =>
      codeOf(() => ask(attachmentContract.chunk, { id, n, bytes }))
    const program = new Uint8Array(CHUNK_BYTES)
    program.set(secret('MZ'))
    expect(await send(0, program)).toBe('attachment.is-program')
    expect(await send(1, content.slice(CHUNK_BYTES))).toBe('attachment.out-of-order')
    expect(await send(0, content.slice(0, 100))).toBe('attachment.changed-meanwhile')
    await sendChunks(ask, id, content, 1)
    expect(await send(1, content.slice(0, 6))).toBe('attachment.changed-meanwhile')
    expect(await send(0, content.slice(0, CHUNK_BYTES))).toBe('attachment.out-of-order')
    expect(await codeOf(() => ask(attachmentContract.finish, { id }))).toBe('attachment.incomplete')
  })

  test('when it is cancelled; what was begun is gone, at the next opening as well', async () => {
    const file = await testCase()
    const cancelled = await begin(file.ask, content)
    await sendChunks(file.ask, cancelled.id, content)
    await file.ask(attachmentContract.cancel, cancelled)
    expect(await codeOf(() => file.ask(attachmentContract.finish, cancelled))).toBe(
      'attachment.no-upload',
    )
    const cut = await begin(file.ask, content)
    await sendChunks(file.ask, cut.id, content, 1)
    await file.service.close()
    const again = await reopen(file.folder)
    expect(await again.ask(attachmentContract.list, on)).toEqual([])
    await again.service.close()
    const raw = await openRaw(file.folder)
    for (const table of ['attachmentUpload', 'attachmentChunk', 'attachment']) {
      expect(raw.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0)
    }
  })

  test('cancelling what is finished takes nothing away', async () => {
    const { ask } = await testCase()
    const id = await attach(ask, content)
    await ask(attachmentContract.cancel, { id })
    expect(await ask(attachmentContract.list, on)).toMatchObject([{ id, present: true }])
  })

  test('when the disk is full in the middle; nothing of it stays, and the next one is taken', async () => {
    const { opened } = await keyedCase()
    const ask = asker(opened.service)
    const { handle } = opened
    const pages = Number(handle.pragma('page_count', { simple: true }))
    handle.pragma(`max_page_count = ${pages + 80}`)
    const large = picture(8 * CHUNK_BYTES)
    const { id } = await begin(ask, large)
    expect(await codeOf(() => sendChunks(ask, id, large))).toBe('disk.full')
    await ask(attachmentContract.cancel, { id })
    expect(await ask(attachmentContract.list, on)).toEqual([])
    handle.pragma('max_page_count = 4294967294')
    await attach(ask, content)
  })
})

describe('what carries attachments', () => {
  const content = picture(3 * CHUNK_BYTES)

  async function keyed(): Promise<{ opened: OpenedCase; id: string }> {
    const { opened } = await keyedCase()
    return { opened, id: await attach(asker(opened.service), content) }
  }

  async function openAgain(folder: string, opened: OpenedCase, rebuild = false) {
    const { memberId } = opened
    const given = { folder, memberId, passphrase: secret(PASSPHRASE), rebuild }
    const again = await openCase(given, testHost('2014-06-20'))
    closeAtEnd(again)
    return { ask: asker(again.service), recovery: again.recovery }
  }

  test('a backup, and what is restored from it', async () => {
    const { opened, id } = await keyed()
    const { path } = await backedUp(opened)
    const own = { path, memberId: opened.memberId, secret: { passphrase: secret(PASSPHRASE) } }
    const folder = await restoreBackup(own, testFolder())
    const { ask } = await openAgain(folder, opened)
    expect(sha256(await contentOf(ask, id))).toBe(sha256(content))
  })

  test('a case under new keys', async () => {
    const made = await keyedCase()
    const id = await attach(asker(made.opened.service), content)
    const { after, id: memberId } = await withSecond(made)
    const given = { memberId, passphrase: secret(PASSPHRASE) }
    const now = await removeMember(after, given, made.host, () => Promise.resolve())
    closeAtEnd(now)
    expect(sha256(await contentOf(asker(now.service), id))).toBe(sha256(content))
  })

  test('not the log: a case made anew from it has the rows, and says what is missing', async () => {
    const { opened, id } = await keyed()
    const ask = asker(opened.service)
    const gone = await attach(ask, picture(10, 9), '旧.png')
    await ask(attachmentContract.remove, { id: gone, why: '重复' })
    await opened.service.close()
    const again = await openAgain(opened.folder, opened, true)
    expect(again.recovery?.attachments).toEqual(['现场.png'])
    expect(await again.ask(attachmentContract.list, on)).toMatchObject([
      { id, present: false, removal: null, sha256: sha256(content) },
      { id: gone, present: false, removal: { why: '重复' } },
    ])
  })
})

describe('a verification', () => {
  async function verified(spoil: (handle: Database.Database) => void) {
    const { opened } = await keyedCase()
    const ask = asker(opened.service)
    await attach(ask, picture(CHUNK_BYTES + 9), '大厅.png')
    await attach(ask, picture(9, 8), '门口.png')
    await opened.service.close()
    const raw = await openRaw(opened.folder)
    raw.exec('drop trigger attachmentChunkIsFrozen; drop trigger attachmentChunkIsKept')
    spoil(raw)
    closeDatabase(raw)
    const unlocked = await unlockCaseFolder(opened.folder, opened.memberId, secret(PASSPHRASE))
    const told = { copied: () => undefined, report: () => undefined }
    const { checks } = await verifyCase(unlocked, '', '2014-06-12T08:00:00.000Z', told)
    return checks.find(({ check }) => check === 'attachments')
  }

  test('hashes every attachment', async () => {
    expect(await verified(() => undefined)).toMatchObject({
      counted: { attachments: 2, chunks: 3 },
      findings: [],
    })
  })

  test('names those that are altered or missing', async () => {
    const found = await verified((handle) => {
      handle.exec(`update attachmentChunk set bytes = x'0102' where length(bytes) = 9 and n = 0`)
      handle.exec('delete from attachmentChunk where n = 1')
    })
    expect(found?.findings).toEqual([
      expect.objectContaining({
        code: 'verify.attachment-missing',
        record: { table: 'attachment', name: '大厅.png' },
      }),
      expect.objectContaining({
        code: 'verify.attachment-altered',
        record: { table: 'attachment', name: '门口.png' },
      }),
    ])
  })
})
