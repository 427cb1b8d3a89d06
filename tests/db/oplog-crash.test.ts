import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Failure } from '#db/kernel/failure.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { testFolder } from '#tests/fixtures/case.ts'
import { contentOf, foundLogged, hashesOf, openLogged } from '#tests/fixtures/logged-case.ts'
import { filesAfter, type MemoryDisk, memoryDisk } from '#tests/fixtures/memory-disk.ts'

type Action = readonly ['add' | 'rename' | 'close' | 'move' | 'province', number]

/** The case as it stood when a command was acknowledged. */
type Saved = {
  readonly events: number
  readonly content: string
  readonly hashes: readonly unknown[]
  readonly database: Buffer
  readonly journal: Buffer
}

const anyAction: fc.Arbitrary<Action> = fc.tuple(
  fc.constantFrom('add', 'add', 'add', 'rename', 'close', 'move', 'province'),
  fc.nat(99),
)
const anyCrash = fc.record({
  event: fc.nat(9999),
  bytes: fc.nat(4000),
  survivors: fc.integer(),
  behind: fc.nat(1),
})

async function work(
  disk: MemoryDisk,
  actions: readonly Action[],
  withPractice: boolean,
  content: string,
) {
  const made = await foundLogged({ disk })
  made.file.handle.pragma('wal_autocheckpoint = 0')
  const saved: Saved[] = [
    { events: 0, content, hashes: [], database: Buffer.alloc(0), journal: Buffer.alloc(0) },
  ]
  const keep = () => {
    const { handle } = made.file
    const hashes = hashesOf(handle)
    // A command that changed nothing, such as closing a unit on the day it has, leaves no changeset.
    if (hashes.length < saved.length) return
    saved.push({
      events: disk.events.length,
      content: contentOf(handle),
      hashes,
      database: readFileSync(made.path),
      journal: readFileSync(`${made.path}-wal`),
    })
  }
  keep()
  if (withPractice) {
    await made.ask(practiceContract.load, {})
    keep()
  }
  for (const [kind, number] of actions) {
    const changed = await act(made.ask, kind, number)
    if (changed) keep()
  }
  await made.close()
  return saved
}

/** One command; false where the case refused it. */
async function act(
  ask: Awaited<ReturnType<typeof foundLogged>>['ask'],
  kind: Action[0],
  number: number,
): Promise<boolean> {
  const units = await ask(unitContract.children, { parentId: null })
  const id = units[number % Math.max(1, units.length)]?.id ?? 'nobody'
  const parentId = units[(number * 7) % Math.max(1, units.length)]?.id ?? null
  const name = `单位${number}`
  try {
    if (kind === 'add') {
      await ask(unitContract.add, { name, level: '30', kind: 'K01', parentId: null })
    } else if (kind === 'rename') await ask(unitContract.rename, { id, name })
    else if (kind === 'close') await ask(unitContract.close, { id, validTo: '2014-06-01' })
    else if (kind === 'move') await ask(unitContract.move, { id, parentId })
    else await ask(unitContract.plantProvince, { code: '530000' })
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

test('whatever byte of the log a crash stops at, nothing acknowledged is lost and no half stays', async () => {
  const folder = testFolder()
  const empty = await openLogged(folder, { none: true, create: true, database: 'empty.db' })
  const nothing = contentOf(empty.file.handle)
  await empty.close()
  const template = readFileSync(empty.path)

  /** Opens what a crash left of database and log; answers what is there then. */
  async function reopened(database: Buffer, journal: Buffer, files: Map<string, Buffer>) {
    const path = join(folder, 'crashed.db')
    writeFileSync(path, database.length > 0 ? database : template)
    if (existsSync(`${path}-wal`)) rmSync(`${path}-wal`)
    if (journal.length > 0) writeFileSync(`${path}-wal`, journal)
    const disk = memoryDisk(files)
    const opened = await openLogged(folder, { disk, database: 'crashed.db' })
    const found = {
      content: contentOf(opened.file.handle),
      hashes: hashesOf(opened.file.handle),
      damages: opened.file.recovery?.damages,
    }
    await opened.close()
    return found
  }

  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAction, { minLength: 3, maxLength: 9 }),
      fc.nat(3).map((n) => n === 0),
      fc.array(anyCrash, { minLength: 5, maxLength: 5 }),
      async (actions, withPractice, crashes) => {
        const disk = memoryDisk()
        const saved = await work(disk, actions, withPractice, nothing)
        for (const { event, bytes, survivors, behind } of crashes) {
          const count = event % (disk.events.length + 1)
          const files = filesAfter(
            disk.events,
            count,
            bytes,
            (at) => (survivors >> (at % 31)) % 2 === 0,
          )
          const acknowledged = saved.findLastIndex(({ events }) => events <= count)
          const none = Buffer.alloc(0)
          const database = saved[Math.max(0, acknowledged - behind)]
          const alone = await reopened(none, none, files)
          const beside = await reopened(
            database?.database ?? none,
            database?.journal ?? none,
            files,
          )
          for (const { content, hashes, damages } of [alone, beside]) {
            expect(damages).toEqual([])
            expect(hashes.length).toBeGreaterThanOrEqual(acknowledged)
            expect(hashes.length).toBeLessThanOrEqual(acknowledged + 1)
            expect(content).toBe(saved[hashes.length]?.content)
          }
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
}, 120_000)
