import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

import { addMember, removeMember } from '#db/case-keys.ts'
import { casefileContract } from '#db/casefile/contract.ts'
import { createCase, type OpenedCase } from '#db/open-case.ts'
import { unitContract } from '#db/unit/contract.ts'

import { bytes, COST, FIRST, hostFrom, SECOND, TITLE } from './rekey-case.ts'

const OTHERS = 12

/**
 * Makes a case of two members and removes one of them, in a process of its own: `rekey-worker.ts
 * FOLDER`. Acknowledges beside the case the number of the last changeset after each step.
 */
const [, , folder = ''] = process.argv
const host = hostFrom('made')
const acknowledged = openSync(join(folder, 'commits.ack'), 'a')

function acknowledge({ handle }: OpenedCase): void {
  const last = handle.prepare<[], number>('select max(seq) from changeset').pluck().get()
  writeSync(acknowledged, `${last}\n`)
}

async function call({ service }: OpenedCase, name: string, input: unknown): Promise<void> {
  const reply = await service.call(name, input)
  if (!reply.ok) throw new Error(JSON.stringify(reply.reasons))
}

const passphrase = bytes(FIRST.passphrase)
const made = await createCase(
  {
    parent: folder,
    title: TITLE,
    rootKind: 'province',
    groupName: '第九巡回督导组',
    practice: false,
    member: { name: FIRST.name, role: 'leader' },
    passphrase,
    cost: COST,
  },
  host,
)
await call(made, unitContract.plantProvince.name, { code: '620000' })
for (let other = 1; other <= OTHERS; other += 1) {
  await call(made, casefileContract.addMember.name, { name: `组员${other}`, role: 'member' })
}
const added = {
  name: SECOND.name,
  role: 'deputy',
  passphrase,
  newPassphrase: bytes(SECOND.passphrase),
  cost: COST,
} as const
const keysFile = await addMember(made, added, host)
acknowledge(made)
const memberId = keysFile.members.at(-1)?.id ?? ''
const opened = { ...made, keysFile }
const after = await removeMember(opened, { memberId, passphrase }, host, () => Promise.resolve())
acknowledge(after)
await call(after, casefileContract.addMember.name, { name: '程知远', role: 'member' })
acknowledge(after)
await after.service.close()
