import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

import type { z } from 'zod'

import { casefileContract } from '#db/casefile/contract.ts'
import { inspectCase } from '#db/engine/inspect-case.ts'
import { informantContract, PRACTICE_SECOND } from '#db/informant/contract.ts'
import type { Entry } from '#db/kernel/contract.ts'
import { Failure } from '#db/kernel/failure.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { problemContract } from '#db/problem/contract.ts'

import { seal } from '../seal.ts'
import { rememberOpened } from './cases.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'
import { PRACTICE_PASSPHRASE } from './practice-passphrase.ts'

const TITLE = '演练案卷'
const GROUP = '演练督导组'
const MEMBER = '演练人员'

/** People who do not exist. */
const PEOPLE = [
  { name: '演练甲', phone: '00000000001', address: '石桥村三组', other: '走访时在村口说的' },
  { name: '演练乙', phone: '', address: '', other: '来信，落款“一名老党员”' },
  { name: '演练丙', phone: '00000000003', address: '', other: '' },
]

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
    const passphrase = await seal(PRACTICE_PASSPHRASE, await desk.current.recipient('next'))
    await desk.current.unlock(
      { kind: 'open', folder, memberId, passphrase, rebuild: desk.rebuilds.isAsked(folder) },
      { title, practice: true },
    )
    desk.rebuilds.done(folder)
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

async function make({ current }: Desk, parent: string): Promise<string> {
  return current.create({
    parent,
    title: TITLE,
    rootKind: 'province',
    groupName: GROUP,
    practice: true,
    member: { name: MEMBER, role: 'deputy' },
    passphrase: await seal(PRACTICE_PASSPHRASE, await current.recipient('next')),
  })
}

/** Loads the fictional province and who spoke in it, unless they are there already. */
async function fill(desk: Desk): Promise<void> {
  try {
    const { units } = await call(desk, casefileContract.summary, {})
    if (units === 0) await call(desk, practiceContract.load, {})
    const { holders } = await call(desk, informantContract.role, {})
    if (holders === null) await sealSome(desk)
  } catch (error) {
    await desk.current.lock()
    throw error
  }
}

/** The role of the sealed part, under the passphrase that its page tells, and people in it. */
async function sealSome(desk: Desk): Promise<void> {
  const newPassphrase = new TextEncoder().encode(PRACTICE_SECOND)
  await call(desk, informantContract.setUp, { newPassphrase })
  const { rows } = await call(desk, problemContract.list, { filter: {}, limit: PEOPLE.length })
  for (const [index, identity] of PEOPLE.entries()) {
    const problem = rows[index]
    const spoken = problem ? { problemId: problem.id } : null
    await call(desk, informantContract.write, { identity, spoken })
  }
}

async function call<I extends z.ZodType, O extends z.ZodType>(
  { current }: Desk,
  entry: Entry & { readonly input: I; readonly output: O },
  input: z.input<I>,
): Promise<z.output<O>> {
  const reply = await current.ask({ kind: 'call', name: entry.name, input })
  if (!reply.ok) throw new Failure(reply.code, reply.reasons)
  return entry.output.parse(reply.data)
}
