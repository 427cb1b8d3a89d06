import { casefileContract } from '#db/casefile/contract.ts'
import { problemContract } from '#db/problem/contract.ts'

import { ask, openBenchCase } from './opened.ts'
import { unlockBenchCase } from './store.ts'

const folder = process.argv[2] ?? ''

// The keys are at hand before the clock starts: deriving them takes the same time for every case.
const { databasePath, keys } = await unlockBenchCase(folder)
const began = performance.now()
const { service } = await openBenchCase(databasePath, keys.db)
const { problems } = await ask(service, casefileContract.summary, {})
await ask(service, problemContract.types, {})
const { total, rows } = await ask(service, problemContract.list, { filter: {} })
const taken = performance.now() - began
if (total !== problems || rows.length !== Math.min(100, problems)) {
  throw new Error(`the first page shows ${rows.length} of ${total} problems of ${problems}`)
}
await service.close()
process.send?.(taken)
