import { createHmac, timingSafeEqual } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'

import { folderDisk } from '#db/engine/oplog/disk.ts'
import { deriveLogKey } from '#db/engine/oplog/segment.ts'
import { verifyChain } from '#db/engine/verify/chain.ts'
import { verifyLog } from '#db/engine/verify/log.ts'
import { verifyPages } from '#db/engine/verify/pages.ts'
import { replayEqualsTables } from '#db/engine/verify/replay-equals-tables.ts'

import { openBenchFolder } from './opened.ts'
import { timed } from './rounds.ts'
import { unlockBenchCase } from './store.ts'
import type { VerificationFigures } from './verification.ts'

const PAGE = 4096
const HMAC = 64
const BLOCK = 256 * PAGE

const folder = process.argv[2] ?? ''
const { databasePath, keys, caseId } = await unlockBenchCase(folder)

// While nothing has the database open here: closing a file gives up the locks on it.
const byHand = await timed(() => readAndSum(databasePath))
const pages = await timed(async () => {
  const { bad, missing } = await verifyPages(databasePath, keys.db)
  refuse(bad.length + missing, 'pages')
})
const { handle, service } = await openBenchFolder(folder)
const chain = await timed(async () => {
  refuse((await verifyChain(handle, caseId)).count, 'changesets')
})
const log = await timed(async () => {
  const place = { disk: folderDisk(join(folder, 'ops')), key: deriveLogKey(keys.log, caseId) }
  const { damages, altered, onlyInDatabase } = await verifyLog(handle, place)
  refuse(damages.length + altered.length + onlyInDatabase.length, 'places of the log')
})
const replay = await timed(async () => {
  refuse((await replayEqualsTables(handle)).count, 'records')
})
await service.close()
const figures: VerificationFigures = { byHand, pages, chain, log, replay }
process.send?.(figures)

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

function refuse(count: number, what: string): void {
  if (count > 0) throw new Error(`${count} ${what} are not as they were written`)
}
