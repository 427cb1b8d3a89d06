import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { createCaseFolder, unlockCaseFolder } from '#db/engine/case-folder.ts'
import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { Failure } from '#db/kernel/failure.ts'

import { withPlace } from './place.ts'
import { type Row, type Size, type Tally, tallied } from './row.ts'

const STEP = { full: 3, short: 251 } as const
const COPIES = ['keys.json', 'keys.bak.json'] as const
/** A derivation that takes milliseconds: it is not what is tried here. */
const COST = { memory: 8192, passes: 1, lanes: 1 } as const

const passphrase = () => new TextEncoder().encode('山路 灯火 竹篮 井水 草鞋 炊烟')

/** Flips one byte of the keys file: in either copy, and in both at the same place. */
export async function keyFlipRow(size: Size): Promise<Row> {
  const tally = tallied()
  await withPlace(async (place) => {
    const made = await createCaseFolder(place, {
      caseId: 'torture',
      title: '案卷',
      practice: true,
      member: { id: 'm', name: '林若川', role: 'member' },
      passphrase: passphrase(),
      cost: COST,
    })
    const key = Buffer.from(made.keys.db)
    closeDatabase(openDatabase(made.databasePath, Buffer.from(key), { create: true }))
    const whole = readFileSync(join(made.folder, COPIES[0]))
    for (let at = 0; at < whole.length; at += STEP[size]) {
      const flipped = Buffer.from(whole)
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
      for (const copies of [[COPIES[0]], [COPIES[1]], COPIES]) {
        for (const copy of COPIES) writeFileSync(join(made.folder, copy), whole)
        for (const copy of copies) writeFileSync(join(made.folder, copy), flipped)
        await look(made.folder, key, copies.length === COPIES.length, `byte ${at}`, tally)
      }
    }
  })
  const { detected = 0, recovered = 0, silent = 0, wrong = 0 } = tally.counts
  return {
    name: 'one byte flipped: both keys files',
    needed: 'either copy: recovered; both: detected; 0 silent',
    measured: { detected, recovered, silent, wrong },
    held: silent + wrong === 0 && detected > 0 && recovered > 0,
    examples: tally.examples,
  }
}

async function look(
  folder: string,
  key: Buffer,
  both: boolean,
  where: string,
  tally: Tally,
): Promise<void> {
  try {
    const { keys, member, repaired } = await unlockCaseFolder(folder, 'm', passphrase())
    const same = keys.db.equals(key) && member.name === '林若川'
    const told = both || repaired.length === 1
    tally.add(same && told && !both ? 'recovered' : 'silent', `${where}: opened`)
  } catch (error) {
    const coded = error instanceof Failure && both
    tally.add(coded ? 'detected' : 'wrong', `${where}: ${String(error)}`)
  }
}
