import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import Database from 'better-sqlite3-multiple-ciphers'
import { expect, onTestFinished, test } from 'vitest'

import { makeSheet } from '#db/engine/keys/sheet.ts'
import { splitSheet } from '#db/engine/keys/split-sheet.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { testFolder } from '#tests/fixtures/case.ts'
import { databaseKey, foundLogged, openLogged } from '#tests/fixtures/logged-case.ts'

const SCRIPT = resolve(import.meta.dirname, '../../scripts/read-case.ts')
const KEY = databaseKey().toString('hex')

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** All that a plain SQLite file holds, read by SQLite without any cipher. */
function plain(path: string): Database.Database {
  const handle = new Database(path, { readonly: true })
  onTestFinished(() => {
    handle.close()
  })
  return handle
}

const shell = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' }).status === 0

async function practiceCase() {
  const made = await foundLogged({ none: true })
  await made.ask(practiceContract.load, {})
  writeFileSync(join(made.folder, 'keys.json'), 'damaged')
  writeFileSync(join(made.folder, 'keys.bak.json'), JSON.stringify({ db: 'case-1.db' }))
  return { made, out: join(made.folder, 'plain.sqlite') }
}

test('a closed case becomes a plain file with every row, by its folder and key alone', async () => {
  const { made, out } = await practiceCase()
  const count = 'select count(*) from change'
  const changes: unknown = made.file.handle.prepare(count).pluck().get()
  await made.close()
  const { status, stdout } = run('--folder', made.folder, '--key', KEY, '--out', out)
  expect([status, stdout]).toEqual([0, expect.stringMatching(/\d+ pages, 0 of them .* 0 damaged/)])
  const handle = plain(out)
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(handle.prepare(count).pluck().get()).toBe(changes)
})

test('what a crash left in the journal is read too', async () => {
  const { made, out } = await practiceCase()
  await made.close()
  const crashed = await openLogged(made.folder, { none: true })
  crashed.file.handle.pragma('wal_autocheckpoint = 0')
  crashed.file.handle.exec(`insert into draft values ('visit', 'new', 'm', '走访', '{}', '2014')`)
  const files = ['case-1.db', 'case-1.db-wal'].map(
    (name) => [name, readFileSync(join(made.folder, name))] as const,
  )
  await crashed.close()
  for (const [name, bytes] of files) writeFileSync(join(made.folder, name), bytes)
  const key = databaseKey().toString('base64')
  expect(run('--folder', join(made.folder, 'case-1.db'), '--key', key, '--out', out).status).toBe(0)
  expect(plain(out).prepare('select title from draft').pluck().all()).toEqual(['走访'])
})

test.skipIf(!shell)('the stock sqlite3 shell opens what was written', async () => {
  const { made, out } = await practiceCase()
  await made.close()
  run('--folder', made.folder, '--key', KEY, '--out', out)
  const said = execFileSync('sqlite3', [out, 'select title from caseFile; pragma integrity_check'])
  expect(said.toString()).toBe('云岭省案卷\nok\n')
})

test('any two of a split recovery sheet make the whole one, as age reads it', async () => {
  const sheet = await makeSheet()
  const parts = (await splitSheet(sheet)).map(({ groups }) => groups.join(' '))
  const others = (await splitSheet(await makeSheet())).map(({ groups }) => groups.join(' '))
  const path = join(testFolder(), 'two.txt')
  const joining = (...lines: readonly (string | undefined)[]) => {
    writeFileSync(path, lines.join('\n'))
    return run('--join', path)
  }
  const [first = '', second = '', third = ''] = parts
  for (const [one, other] of [
    [first, second],
    [third, first.toLowerCase()],
    [second.replaceAll(' ', ''), `${third}\n`],
  ]) {
    expect(joining(one, other)).toEqual({ status: 0, stdout: `${sheet.identity}\n`, stderr: '' })
  }
  const wrong = (first.startsWith('Q') ? 'P' : 'Q') + first.slice(1)
  expect(joining(wrong, second)).toMatchObject({
    status: 1,
    stderr: 'line 1 has a sign mistyped\n',
  })
  expect(joining(first, second.slice(1)).stderr).toMatch(/line 2 has 63 signs/)
  expect(joining(first, first).stderr).toMatch(/both lines are sheet 1/)
  expect(joining(first, others[1]).stderr).toMatch(/not of one set/)
  expect(joining(first).stderr).toMatch(/two sheets are needed/)
})

test('a damaged page, another key, a missing folder and an existing file are refused', async () => {
  const { made, out } = await practiceCase()
  await made.close()
  const bytes = readFileSync(made.path)
  bytes.writeUInt8(bytes.readUInt8(9000) ^ 1, 9000)
  writeFileSync(made.path, bytes)
  const given = ['--folder', made.folder, '--out', out]
  expect(run(...given, '--key', KEY)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/damaged: 3\n/),
  })
  expect(run(...given, '--key', 'ab'.repeat(48))).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/no page fits/),
  })
  expect(run(...given, '--key', 'ab')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/48 bytes/),
  })
  expect(run('--folder', join(made.folder, 'no'), '--key', KEY, '--out', out).status).toBe(1)
  expect(run(...given, '--key', KEY, '--anyway').status).toBe(0)
  expect(run(...given, '--key', KEY)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/is there already/),
  })
  expect(run('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/recovery sheet/),
  })
})
