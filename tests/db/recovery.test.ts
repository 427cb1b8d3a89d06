import {
  copyFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { recoveriesOf } from '#db/backup/recovery.ts'
import { inspectCase } from '#db/engine/inspect-case.ts'
import { openCase, type OpenedCase } from '#db/open-case.ts'
import { unitContract } from '#db/unit/contract.ts'
import { writeUnits } from '#tests/fixtures/backup.ts'
import { asker, PASSPHRASE, testHost } from '#tests/fixtures/case.ts'
import { bytes, closeAtEnd, codeOf, keyedCase } from '#tests/fixtures/keys.ts'

const NAMES = ['石梁县', '望坪县', '清溪镇']

type Closed = { readonly folder: string; readonly memberId: string; readonly path: string }

async function closedCase(): Promise<Closed> {
  const { opened } = await keyedCase()
  await writeUnits(opened, NAMES)
  const { folder, memberId } = opened
  await opened.service.close()
  return { folder, memberId, path: join(folder, 'case-1.db') }
}

async function open({ folder, memberId }: Closed, rebuild = false): Promise<OpenedCase> {
  const opened = await openCase(
    { folder, memberId, passphrase: bytes(PASSPHRASE), rebuild },
    testHost('2014-06-12'),
  )
  closeAtEnd(opened)
  return opened
}

async function unitsOf({ service }: OpenedCase): Promise<number> {
  return (await asker(service)(unitContract.children, { parentId: null })).length
}

const harms: Readonly<Record<string, (path: string) => void>> = {
  'case.database-missing': (path) => rmSync(path),
  'case.truncated': (path) => truncateSync(path, 100),
  'case.not-encrypted': (path) => writeFileSync(path, 'SQLite format 3\0'.padEnd(8192, '\0')),
  'case.damaged': (path) => writeFileSync(path, readFileSync(path).fill(7, 100, 200)),
}

test.each(Object.entries(harms))(
  '%s: the log is offered, makes it anew, and tells what came back',
  async (code, harm) => {
    const closed = await closedCase()
    harm(closed.path)
    expect(inspectCase(closed.folder)).toMatchObject({ title: '云岭省案卷' })
    expect(await codeOf(() => open(closed))).toBe(`${code},recovery.from-log`)
    const anew = await open(closed, true)
    expect(await unitsOf(anew)).toBe(NAMES.length)
    const kept = readdirSync(closed.folder).filter((name) => name.includes('.kept-'))
    expect(anew.recovery).toMatchObject({ rebuilt: true, kept, leftCount: 0, damages: 0 })
    expect(anew.recovery?.changesets).toBeGreaterThanOrEqual(NAMES.length)
    expect(anew.recovery?.whose).toEqual([
      { memberId: closed.memberId, name: '林若川', changesets: anew.recovery?.changesets },
    ])
    expect(kept.length).toBe(code === 'case.database-missing' ? 0 : 1)
    await anew.service.close()
    const quiet = await open(closed)
    expect(quiet.recovery).toBeNull()
    expect(recoveriesOf(closed.folder, quiet.handle)).toEqual([anew.recovery])
  },
)

test('a database cut at the end of a page is offered the log too', async () => {
  const closed = await closedCase()
  truncateSync(closed.path, 4096 * 3)
  expect(await codeOf(() => open(closed))).toBe('case.damaged,recovery.from-log')
  expect(await unitsOf(await open(closed, true))).toBe(NAMES.length)
})

test('without a log nothing is offered, and the case is as it was', async () => {
  const closed = await closedCase()
  rmSync(join(closed.folder, 'ops'), { recursive: true })
  writeFileSync(closed.path, readFileSync(closed.path).fill(7, 100, 200))
  expect(await codeOf(() => open(closed))).toBe('case.damaged')
  rmSync(closed.path)
  expect(await codeOf(() => inspectCase(closed.folder))).toBe('case.database-missing')
})

test('a database put back to an earlier day gets what came after from the log', async () => {
  const closed = await closedCase()
  const old = `${closed.path}.old`
  copyFileSync(closed.path, old)
  const again = await open(closed)
  expect(again.recovery).toBeNull()
  await writeUnits(again, ['栖云市', '云溪县'])
  await again.service.close()
  copyFileSync(old, closed.path)
  const back = await open(closed)
  expect(await unitsOf(back)).toBe(NAMES.length + 2)
  expect(back.recovery).toMatchObject({
    rebuilt: false,
    changesets: 2,
    from: '2014-06-12T01:20:00.000Z',
    to: '2014-06-12T01:20:00.000Z',
    whose: [{ name: '林若川', changesets: 2 }],
  })
})

test('damage that stays is told once, and a damaged history is no reason not to open', async () => {
  const closed = await closedCase()
  const [segment = ''] = readdirSync(join(closed.folder, 'ops'))
  const log = join(closed.folder, 'ops', segment)
  writeFileSync(log, readFileSync(log).fill(7, 900, 901))
  const told = await open(closed)
  expect(told.recovery?.damages).toBeGreaterThan(0)
  expect(told.recovery?.copied).toBeGreaterThan(0)
  await told.service.close()
  const again = await open(closed)
  expect(again.recovery).toBeNull()
  expect(recoveriesOf(closed.folder, again.handle)).toHaveLength(1)
  await again.service.close()
  writeFileSync(join(closed.folder, 'recoveries.json'), '{')
  expect(recoveriesOf(closed.folder, (await open(closed)).handle)).toEqual([])
})
