import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

import { commit, commitsIn, openTrial, type Trial } from './case.ts'

/**
 * Commits one after another in a process of its own, and acknowledges each in a file beside the
 * case once it is done: `worker.ts FOLDER FROM-SCRATCH COMMITS TRIAL`.
 */
const [, , folder = '', create = '', commits = '', trial = ''] = process.argv
const chosen: Trial = JSON.parse(trial)
const file = await openTrial(folder, chosen, create === 'create')
const acknowledged = openSync(join(folder, 'commits.ack'), 'a')
const found = commitsIn(file.handle)
const first = 'commits' in found ? found.commits + 1 : 0
for (let number = first; number < first + Number(commits); number += 1) {
  await commit(file, number)
  writeSync(acknowledged, `${number}\n`)
}
await file.close()
