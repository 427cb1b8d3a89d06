import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

import { casefileContract } from '#db/casefile/contract.ts'
import { inspectCase } from '#db/engine/case-folder.ts'
import { Failure } from '#db/kernel/failure.ts'
import { practiceContract } from '#db/practice/contract.ts'

import { rememberOpened } from './cases.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'
import { PRACTICE_PASSPHRASE } from './practice-passphrase.ts'

const TITLE = '演练案卷'
const GROUP = '演练督导组'
const MEMBER = '演练人员'

/** Opens the practice case, made at first use and filled where it is empty. */
export function practiceHandlers(desk: Desk): Pick<ShellHandlers, 'openPractice'> {
  return {
    async openPractice() {
      const parent = join(desk.dataFolder, 'practice')
      const found = findPractice(parent)
      const folder = found ? await open(desk, found) : await make(desk, parent)
      await fill(desk)
      const { title } = desk.current.open() ?? { title: TITLE }
      rememberOpened(desk, { folder, title, practice: true })
      return { title }
    },
  }
}

function findPractice(parent: string): string | undefined {
  if (!existsSync(parent)) return undefined
  const folders = readdirSync(parent).filter((name) => name.endsWith('.xundu'))
  return folders.map((name) => join(parent, name))[0]
}

/** A practice case that does not open is set aside for a new one: it holds nothing of worth. */
async function open(desk: Desk, folder: string): Promise<string> {
  try {
    const { title, members } = inspectCase(folder)
    const memberId = members[0]?.id ?? ''
    const passphrase = new TextEncoder().encode(PRACTICE_PASSPHRASE)
    await desk.current.unlock(
      { kind: 'open', folder, memberId, passphrase },
      { title, practice: true },
    )
    return folder
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'refused') throw error
    if (error.reasons.some(({ code }) => code === 'case.opening' || code === 'case.open-elsewhere'))
      throw error
    desk.log('practice-set-aside')
    renameSync(folder, `${folder}.${Date.now()}.damaged`)
    return make(desk, join(desk.dataFolder, 'practice'))
  }
}

function make({ current }: Desk, parent: string): Promise<string> {
  return current.create({
    parent,
    title: TITLE,
    rootKind: 'province',
    groupName: GROUP,
    practice: true,
    member: { name: MEMBER, role: 'member' },
    passphrase: new TextEncoder().encode(PRACTICE_PASSPHRASE),
  })
}

/** Loads the fictional province, unless it is there already. */
async function fill({ current }: Desk): Promise<void> {
  const reply = await current.ask({ kind: 'call', name: casefileContract.summary.name, input: {} })
  if (!reply.ok) throw new Failure(reply.code, reply.reasons)
  if (casefileContract.summary.output.parse(reply.data).units > 0) return
  const loaded = await current.ask({ kind: 'call', name: practiceContract.load.name, input: {} })
  if (loaded.ok) return
  await current.lock()
  throw new Failure(loaded.code, loaded.reasons)
}
