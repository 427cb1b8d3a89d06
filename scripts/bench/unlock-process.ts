import { casefileContract } from '#db/casefile/contract.ts'
import { stretch } from '#db/engine/keys/derivation.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { openCase } from '#db/open-case.ts'
import { problemContract } from '#db/problem/contract.ts'

import { ask } from './opened.ts'
import { benchHost, benchPassphrase, unlockBenchCase } from './store.ts'
import { FIRST_MEMBER } from './write-case.ts'

const [folder = '', way = ''] = process.argv.slice(2)

process.send?.(way === 'door' ? await throughDoor() : await byHand())

/** From the passphrase to the first page of the list, as the app goes there. */
async function throughDoor(): Promise<number> {
  const began = performance.now()
  const passphrase = benchPassphrase()
  const { service } = await openCase({ folder, memberId: FIRST_MEMBER, passphrase }, benchHost())
  await ask(service, casefileContract.summary, {})
  await ask(service, problemContract.types, {})
  const { rows } = await ask(service, problemContract.list, { filter: {} })
  const taken = performance.now() - began
  await service.close()
  if (rows.length === 0) throw new Error('the first page is empty')
  return taken
}

/** The derivation of the key alone, and the opening of the database with its raw key. */
async function byHand(): Promise<number> {
  const { databasePath, keys, file, memberId } = await unlockBenchCase(folder)
  const slot = file.members.find(({ id }) => id === memberId)?.slot
  if (!slot) throw new Error('the member has no slot')
  const { m: memory, t: passes, p: lanes, salt } = slot.kdf
  const began = performance.now()
  await stretch(benchPassphrase(), Buffer.from(salt, 'base64'), { memory, passes, lanes })
  const handle = openDatabase(databasePath, keys.db)
  const taken = performance.now() - began
  handle.close()
  return taken
}
