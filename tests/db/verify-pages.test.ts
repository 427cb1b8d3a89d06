import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { verifyPages } from '#db/engine/verify/pages.ts'
import { Failure } from '#db/kernel/failure.ts'
import { testFolder } from '#tests/fixtures/case.ts'

const PAGE = 4096
const WHOLE = { bad: [], saltDamaged: false, missing: 0, rest: 0 }

/** A closed database with used and free pages, its key, and which pages are free. */
function filled() {
  const path = join(testFolder(), 'case-1.db')
  const key = randomBytes(48)
  const handle = openDatabase(path, key, { create: true })
  handle.exec('create table note(id integer primary key, text)')
  const insert = handle.prepare('insert into note(text) values (?)')
  handle.transaction(() => {
    for (let row = 0; row < 300; row += 1) insert.run(`${row} ${'字'.repeat(400)}`)
  })()
  handle.exec('delete from note where id between 100 and 220')
  const free = Number(handle.pragma('freelist_count', { simple: true }))
  closeDatabase(handle)
  return { path, key: Buffer.from(key), free, bytes: readFileSync(path) }
}

test('a file as it was written is whole, and the steps are told', async () => {
  const { path, key, bytes } = filled()
  const steps: number[] = []
  const found = await verifyPages(path, key, { report: (done) => steps.push(done) })
  expect(found).toEqual({ ...WHOLE, pages: bytes.length / PAGE })
  expect(steps.at(-1)).toBe(bytes.length / PAGE)
})

test('one flipped bit is found in every page, free pages too, whatever part of it', async () => {
  const { path, key, free, bytes } = filled()
  expect(free).toBeGreaterThan(10)
  const pages = bytes.length / PAGE
  for (let page = 1; page <= pages; page += 1) {
    // Text, vector, HMAC.
    for (const offset of [16 + ((page * 977) % 4000), 4016 + (page % 16), 4032 + (page % 64)]) {
      const flipped = Buffer.from(bytes)
      const at = (page - 1) * PAGE + offset
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (page & 7)), at)
      writeFileSync(path, flipped)
      expect(await verifyPages(path, key)).toEqual({ ...WHOLE, pages, bad: [page] })
    }
  }
})

test('a flipped bit in the salt is found, which no page covers', async () => {
  const { path, key, bytes } = filled()
  for (let at = 0; at < 16; at += 1) {
    const flipped = Buffer.from(bytes)
    flipped.writeUInt8(flipped.readUInt8(at) ^ 0x80, at)
    writeFileSync(path, flipped)
    expect(await verifyPages(path, key)).toMatchObject({ saltDamaged: true, bad: [] })
  }
})

test('a page in the place of another, a page of zeros and a cut file are found', async () => {
  const { path, key, bytes } = filled()
  const pages = bytes.length / PAGE
  const swapped = Buffer.from(bytes)
  bytes.copy(swapped, 4 * PAGE, 5 * PAGE, 6 * PAGE)
  writeFileSync(path, swapped)
  expect(await verifyPages(path, key)).toEqual({ ...WHOLE, pages, bad: [5] })
  writeFileSync(path, Buffer.from(bytes).fill(0, 7 * PAGE, 8 * PAGE))
  expect(await verifyPages(path, key)).toEqual({ ...WHOLE, pages, bad: [8] })
  writeFileSync(path, bytes.subarray(0, bytes.length - 2 * PAGE - 100))
  expect(await verifyPages(path, key)).toEqual({
    ...WHOLE,
    pages: pages - 3,
    missing: 3,
    rest: PAGE - 100,
  })
})

test('another key makes every page bad', async () => {
  const { path, bytes } = filled()
  const found = await verifyPages(path, randomBytes(48))
  expect(found.bad).toHaveLength(bytes.length / PAGE)
})

test('the check stops when it is told to', async () => {
  const { path, key } = filled()
  const work = verifyPages(path, key, { signal: AbortSignal.abort() })
  await expect(work).rejects.toThrow(Failure)
  await expect(work).rejects.toMatchObject({ code: 'cancelled' })
})
