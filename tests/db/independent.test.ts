import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

import { expect, test } from 'vitest'
import { z } from 'zod'

import { readKeys } from '#db/engine/keys/keys-file.ts'
import { SHEET_PREFIX } from '#db/engine/keys/sheet.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { asker } from '#tests/fixtures/case.ts'
import { keptSheet, keyedCase } from '#tests/fixtures/keys.ts'

const SCRIPT = resolve(import.meta.dirname, '../../scripts/read-case.ts')
const WHAT = '窗口午间无人值守，群众白跑一趟'
const COUNT = 'select count(*) from change'

const tools = ['age', 'sqlite3', 'base64'].filter((tool) => !isThere(tool))
const missing = tools.length > 0 ? `not installed: ${tools.join(', ')}` : undefined

function isThere(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined
}

/** Another implementation of the format; undefined where it has no build for this machine. */
function otherCipher(): typeof import('@signalapp/sqlcipher') | undefined {
  try {
    return createRequire(import.meta.url)('@signalapp/sqlcipher')
  } catch {
    return undefined
  }
}

/** A closed case with some records, of which only its folder and its recovery sheet are left. */
async function left() {
  const { opened } = await keyedCase()
  const { typed } = await keptSheet(opened)
  const ask = asker(opened.service)
  const { id: unitId } = await ask(unitContract.add, {
    name: '平岫县',
    level: '30',
    kind: 'K01',
    parentId: null,
  })
  for (let written = 0; written < 40; written += 1) {
    await ask(problemContract.save, {
      unitId,
      foundOn: '2014-06-03',
      problemType: 'T02',
      what: `${WHAT}${written}`,
      severity: 'ordinary',
      source: 'fieldwork',
    })
  }
  await opened.service.close()
  const { folder } = opened
  return { folder, typed, database: join(folder, readKeys(folder).file.db) }
}

/** The bundle of keys as the program age opens it with what stands on the paper. */
function bundleBy(folder: string, typed: string): { readonly db: string } {
  const sheet = join(folder, 'sheet.txt')
  writeFileSync(sheet, SHEET_PREFIX + typed.replaceAll(' ', ''))
  const { bundle } = z
    .object({ bundle: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')))
  const sealed = spawnSync('base64', ['-d'], { input: bundle }).stdout
  const { status, stdout, stderr } = spawnSync('age', ['-d', '-i', sheet], { input: sealed })
  rmSync(sheet)
  if (status !== 0) throw new Error(stderr.toString())
  return z.object({ db: z.string() }).parse(JSON.parse(stdout.toString()))
}

test('a case of which the sheet alone is left is read by age, a script and sqlite3', async ({
  skip,
}) => {
  skip(missing !== undefined, missing)
  const { folder, typed } = await left()
  const { db } = bundleBy(folder, typed)
  const out = join(folder, 'plain.sqlite')
  const given = ['--folder', folder, '--key', db, '--out', out]
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...given], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  const query = `pragma integrity_check; select what from problem where what like '%白跑一趟7';`
  const said = spawnSync('sqlite3', [out, query], { encoding: 'utf8' })
  expect(said.stdout).toBe(`ok\n${WHAT}7\n`)
})

test('another sheet opens nothing', async ({ skip }) => {
  skip(missing !== undefined, missing)
  const { folder } = await left()
  const other = await left()
  expect(() => bundleBy(folder, other.typed)).toThrow(/no identity matched/)
})

test('another implementation of SQLCipher opens the database and finds it whole', async ({
  skip,
}) => {
  const cipher = otherCipher()
  skip(cipher === undefined, 'no build of @signalapp/sqlcipher for this machine')
  skip(missing !== undefined, missing)
  if (!cipher) return
  const { folder, typed, database } = await left()
  const key = Buffer.from(bundleBy(folder, typed).db, 'base64').toString('hex')
  const look = () => {
    const handle = new cipher.Database(database)
    try {
      handle.pragma(`key = "x'${key}'"`)
      const whats = handle.prepare('select what from problem order by no', { pluck: true }).all()
      const whole: unknown = handle.pragma('cipher_integrity_check')
      return { whats, whole, changes: handle.prepare(COUNT, { pluck: true }).get() }
    } finally {
      handle.close()
    }
  }
  const found = look()
  expect(found.whats).toHaveLength(40)
  expect(found.whats[7]).toBe(`${WHAT}7`)
  expect(found.whole).toEqual([])
  expect(Number(found.changes)).toBeGreaterThan(40)

  const bytes = readFileSync(database)
  bytes.writeUInt8(bytes.readUInt8(9 * 4096 + 100) ^ 1, 9 * 4096 + 100)
  writeFileSync(database, bytes)
  expect(JSON.stringify(look().whole)).toMatch(/page 10/)
})
