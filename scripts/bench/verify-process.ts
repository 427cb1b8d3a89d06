import { createHmac, timingSafeEqual } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import type { VerifyCheck } from '#db/verify/contract.ts'
import { verifyCase } from '#db/verify/run.ts'

import { interleave, median, timed } from './rounds.ts'
import { benchHost, unlockBenchCase } from './store.ts'
import type { VerificationFigures } from './verification.ts'

const PAGE = 4096
const HMAC = 64
const BLOCK = 256 * PAGE
const ROUNDS = 3

const unlocked = await unlockBenchCase(process.argv[2] ?? '')
const { databasePath, keys } = unlocked

// Of each part of a verification as often as of the whole.
const parts = new Map<VerifyCheck, number[]>()
const of = await interleave(ROUNDS, {
  // While nothing has the database open here: closing a file gives up the locks on it.
  byHand: () => timed(() => readAndSum(databasePath)),
  integrity: checkIntegrity,
  whole: () => timed(verify),
})
const part = (check: VerifyCheck) => median(parts.get(check) ?? [])
const figures: VerificationFigures = {
  byHand: of('byHand'),
  integrity: of('integrity'),
  whole: of('whole'),
  pages: part('pages'),
  structure: part('structure') + part('references'),
  chain: part('chain'),
  log: part('log'),
  replay: part('replay'),
}
process.send?.(figures)

/** What SQLite itself takes to go through the file and its indexes, as any tool would ask it. */
async function checkIntegrity(): Promise<number> {
  const handle = openDatabase(databasePath, Buffer.from(keys.db))
  try {
    return await timed(() => {
      const lines = handle.prepare('select integrity_check from pragma_integrity_check').all()
      if (lines.length !== 1) throw new Error('the database is not as it was written')
    })
  } finally {
    closeDatabase(handle)
  }
}

/** One verification as the app makes it; notes how long each of its checks took. */
async function verify(): Promise<void> {
  const taken = new Map<VerifyCheck, number>()
  let [current, since]: [VerifyCheck, number] = ['pages', performance.now()]
  const enter = (check: VerifyCheck) => {
    const now = performance.now()
    taken.set(current, (taken.get(current) ?? 0) + now - since)
    current = check
    since = now
  }
  const { checks } = await verifyCase(unlocked, '', benchHost().now(), {
    copied: () => {},
    report: enter,
  })
  enter('code')
  for (const { check, count } of checks) {
    if (count > 0) throw new Error(`${count} findings of ${check}`)
  }
  for (const [check, time] of taken) parts.set(check, [...(parts.get(check) ?? []), time])
}

/** The least that looking at every page takes: read it, and one HMAC over it. */
function readAndSum(path: string): void {
  const key = Buffer.alloc(32, 1)
  const sum = Buffer.alloc(HMAC)
  const block = Buffer.alloc(BLOCK)
  const file = openSync(path, 'r')
  for (let read = readSync(file, block); read > 0; read = readSync(file, block)) {
    for (let at = 0; at < read; at += PAGE) {
      const page = block.subarray(at, at + PAGE - HMAC)
      timingSafeEqual(createHmac('sha512', key).update(page).digest(), sum)
    }
  }
  closeSync(file)
}
