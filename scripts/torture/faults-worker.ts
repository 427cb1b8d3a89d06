import { cpSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

import { Failure } from '#db/kernel/failure.ts'
import type { CaseFile } from '#db/engine/case-file.ts'

import { AS_SHIPPED, commit, examine, openTrial } from './case.ts'

/**
 * Runs under the recorder and lets the disk be full, or a flush fail, at one point after another:
 * `faults-worker.ts PLACE FAULTS KIND POINTS`. Prints one JSON value for each point.
 */
const [, , place = '', faultsPath = '', kind = '', points = ''] = process.argv
const COMMITS = 65
const FULL_STEP = 5003
const faults = openSync(faultsPath, 'r+')

/** Bytes by which files may grow, flushes that succeed, and how many fail then. */
function setFaults(growth: number, flushes: number, failing: number): void {
  const numbers = new BigInt64Array([BigInt(growth), BigInt(flushes), BigInt(failing)])
  writeSync(faults, new Uint8Array(numbers.buffer), 0, 24, 0)
}

function faultAt(point: number): void {
  if (kind === 'full') setFaults(2000 + point * FULL_STEP, 0, 0)
  // Every other time the disk goes on as if nothing had been.
  else setFaults(-1, point >> 1, point % 2 === 0 ? 1 : 1_000_000)
}

function healed(): void {
  setFaults(-1, 0, 0)
}

type Outcome = { readonly failed: boolean; readonly wrong?: string; readonly code?: string }

async function makeFresh(folder: string): Promise<void> {
  const file = await openTrial(folder, AS_SHIPPED, true)
  await commit(file, 1)
  await file.close()
}

async function tryPoint(folder: string, point: number): Promise<Outcome> {
  const file = await openTrial(folder, AS_SHIPPED)
  faultAt(point)
  const { acknowledged, failure } = await commitUntilFailure(file)
  const told = failure && whatIsWrong(failure, acknowledged)
  if (told !== undefined) return { failed: true, wrong: told }
  const after = failure ? await afterFailure(file, acknowledged) : acknowledged
  healed()
  await file.close().catch(() => undefined)
  const again = await openTrial(folder, AS_SHIPPED)
  const found = await examine(again.handle)
  if ('wrong' in found) return { failed: true, wrong: found.wrong }
  if (found.commits < after) return { failed: true, wrong: `lost ${after - found.commits}` }
  await commit(again, found.commits + 1)
  await again.close()
  const code = failure?.reasons[0]?.code
  return code === undefined ? { failed: false } : { failed: true, code }
}

async function commitUntilFailure(
  file: CaseFile,
): Promise<{ readonly acknowledged: number; readonly failure: Failure | undefined }> {
  let acknowledged = 1
  try {
    while (acknowledged < COMMITS) {
      await commit(file, acknowledged + 1)
      acknowledged += 1
    }
  } catch (error) {
    if (error instanceof Failure) return { acknowledged, failure: error }
    throw error
  }
  return { acknowledged, failure: undefined }
}

/** The failure must have its code and name the last changeset that is saved. */
function whatIsWrong({ reasons }: Failure, acknowledged: number): string | undefined {
  const [first] = reasons
  const expected = kind === 'full' ? 'disk.full' : 'disk.failed'
  if (first?.code !== expected) return `told ${first?.code} instead of ${expected}`
  const saved = first.about?.join()
  return saved === String(acknowledged) ? undefined : `names ${saved}, saved is ${acknowledged}`
}

/** Once there is room again work goes on; after a failed flush nothing more is written. */
async function afterFailure(file: CaseFile, acknowledged: number): Promise<number> {
  healed()
  try {
    await commit(file, acknowledged + 1)
    if (kind !== 'full') throw new Error('went on writing after a failed flush')
    return acknowledged + 1
  } catch (error) {
    if (kind !== 'full' && error instanceof Failure) return acknowledged
    throw error
  }
}

const fresh = join(place, 'fresh')
mkdirSync(fresh, { recursive: true })
await makeFresh(fresh)
for (let point = 0; point < Number(points); point += 1) {
  const folder = join(place, 'tried')
  cpSync(fresh, folder, { recursive: true })
  let outcome: Outcome
  try {
    outcome = await tryPoint(folder, point)
  } catch (error) {
    outcome = { failed: true, wrong: String(error) }
  }
  healed()
  rmSync(folder, { recursive: true, force: true })
  console.log(JSON.stringify({ point, ...outcome }))
}
rmSync(fresh, { recursive: true })
