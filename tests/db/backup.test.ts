import { execFileSync } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'

import { expect, onTestFinished, test } from 'vitest'
import yauzl from 'yauzl'

import { keptBackups, thinOut } from '#db/backup/kept.ts'
import { copyBackup } from '#db/backup/make.ts'
import { backupName } from '#db/backup/rules.ts'
import { checkBackup } from '#db/backup/unpack.ts'
import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { APP, backedUp, flipped, writeUnits } from '#tests/fixtures/backup.ts'
import { findByCode, judgeCheckpoint } from '#db/verify/checkpoint.ts'
import { PASSPHRASE, testFolder } from '#tests/fixtures/case.ts'
import { bytes, codeOf, keyedCase } from '#tests/fixtures/keys.ts'

const PAGE = 4096

async function someBackup() {
  const keyed = await keyedCase()
  await writeUnits(keyed.opened, ['石梁县', '望坪县'])
  return { ...keyed, made: await backedUp(keyed.opened) }
}

test('a backup is one file with a name that tells of it, and nothing else is left', async () => {
  const { opened, made } = await someBackup()
  const { caseId, gen } = opened.keysFile
  expect(basename(made.path)).toBe(
    backupName({ title: '云岭省案卷', caseId, at: '2014-06-11T01:20:00.000Z' }),
  )
  expect(readdirSync(dirname(made.path))).toEqual([basename(made.path)])
  expect(made).toMatchObject({ gen, bytes: readFileSync(made.path).length })
  const { manifest } = await checkBackup(made.path)
  const head = opened.handle
    .prepare('select seq, hash from changeset order by seq desc limit 1')
    .get()
  expect(manifest).toMatchObject({ app: APP, caseId, title: '云岭省案卷', practice: false, head })
})

test('any zip reader takes it apart, and its sums and its proof hold by themselves', async () => {
  const { opened, made } = await someBackup()
  const { keys } = await unlockCaseFolder(opened.folder, opened.memberId, bytes(PASSPHRASE))
  const zip = await yauzl.openPromise(made.path)
  const parts = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    expect(entry.compressionMethod).toBe(0)
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  }
  expect([...parts.keys()]).toEqual(['manifest.json', 'manifest.mac', 'keys.json', 'case-1.db'])
  const [text, mac] = [parts.get('manifest.json'), parts.get('manifest.mac')]
  const proof = createHmac('sha256', keys.mac)
    .update(text ?? '')
    .digest('hex')
  expect(mac?.toString()).toBe(`${proof}\n`)
  const file = readFileSync(made.path)
  const sum = createHash('sha256').update(file.subarray(0, -64)).digest('hex')
  expect(file.subarray(-64).toString()).toBe(sum)
  expect(parts.get('keys.json')).toEqual(readFileSync(join(opened.folder, 'keys.json')))
  const apart = testFolder()
  for (const [name, content] of parts) writeFileSync(join(apart, name), content)
  const out = join(apart, 'plain.sqlite')
  const key = keys.db.toString('base64')
  const script = ['scripts/read-case.ts', '--folder', apart, '--key', key, '--out', out]
  expect(execFileSync(process.execPath, script, { encoding: 'utf8' })).toContain(' 0 damaged')
  expect(readFileSync(out).subarray(0, 15).toString()).toBe('SQLite format 3')
  // The pages open with the key of the case as they are.
  const path = join(testFolder(), 'case.db')
  writeFileSync(path, parts.get('case-1.db') ?? '')
  const handle = openDatabase(path, keys.db)
  expect(handle.prepare('select count(*) from unit').pluck().get()).toBe(2)
  handle.close()
})

test('it carries a signed statement of its state, which a later chain still leads to', async () => {
  const { opened, made } = await someBackup()
  const { manifest } = await checkBackup(made.path)
  const { checkpoint, head } = manifest
  expect(checkpoint).toMatchObject(head)
  await writeUnits(opened, ['和砚县'])
  expect(judgeCheckpoint(opened.handle, checkpoint)).toEqual([])
  expect(findByCode(opened.handle, checkpoint.code)?.seq).toBe(head.seq)
  expect(judgeCheckpoint(opened.handle, { ...checkpoint, changes: 1 })).toEqual([
    { code: 'verify.checkpoint-not-signed' },
  ])
})

test('a tool not written here lists it', async ({ skip }) => {
  const { made } = await someBackup()
  const script =
    'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))'
  let told: string
  try {
    told = execFileSync('python3', ['-c', script, made.path], { encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      skip('python3 is not installed')
    }
    throw error
  }
  expect(told.trim()).toBe('None 4')
})

test('none is made where nothing changed but who opened the case', async () => {
  const { opened, host, made } = await someBackup()
  const { memberId } = opened
  const given = { keysFile: opened.keysFile, folder: dirname(made.path), app: APP, since: made }
  const again = () => opened.backUp({ ...given, at: '2014-06-11T02:00:00.000Z' })
  expect(await again()).toBeNull()
  await opened.noteAccess([{ id: host.newId(), memberId, at: host.now(), kind: 'opened' }])
  expect(await again()).toBeNull()
  await writeUnits(opened, ['清溪镇'])
  expect(await again()).toMatchObject({ gen: made.gen })
  const keysFile = { ...opened.keysFile, gen: opened.keysFile.gen + 1 }
  const later = { ...given, keysFile, at: '2014-06-11T03:00:00.000Z' }
  expect(await opened.backUp(later)).toMatchObject({ gen: made.gen + 1 })
})

test('work goes on while one is made, and what comes meanwhile is in the next', async () => {
  const { opened } = await someBackup()
  const making = backedUp(opened)
  await writeUnits(opened, ['栖云市'])
  const { manifest } = await checkBackup((await making).path)
  const seq = opened.handle.prepare('select max(seq) from changeset').pluck().get()
  expect(manifest.head.seq).toBeLessThanOrEqual(Number(seq))
})

test('a byte that is other than it was is found, wherever it stands', async () => {
  const { made } = await someBackup()
  const { databaseAt, bytes: size, manifest } = await checkBackup(made.path)
  const { bytes: length } = manifest.parts.database
  const small = [...Array(databaseAt).keys()].filter((at) => at % 13 === 0 || at < 60)
  const pages = [...Array(length / PAGE).keys()].map((page) => databaseAt + page * PAGE + 100)
  const end = [...Array(size - databaseAt - length).keys()].map((at) => databaseAt + length + at)
  for (const at of [...small, ...pages, ...end]) {
    const code = await codeOf(() => checkBackup(flipped(made.path, at)))
    expect([at, code]).toEqual([at, 'backup.damaged'])
  }
})

test('a file that was cut short is damaged, and another file is no backup', async () => {
  const { made } = await someBackup()
  const whole = readFileSync(made.path)
  const path = join(testFolder(), 'cut.xdbak')
  for (const left of [whole.length - 1, whole.length - 64, whole.length >> 1, PAGE, 100]) {
    writeFileSync(path, whole)
    truncateSync(path, left)
    expect([left, await codeOf(() => checkBackup(path))]).toEqual([left, 'backup.damaged'])
  }
  for (const other of ['', 'a letter', whole.subarray(100, 5000)]) {
    writeFileSync(path, other)
    expect(await codeOf(() => checkBackup(path))).toBe('backup.not-a-backup')
  }
  expect(await codeOf(() => checkBackup(join(testFolder(), 'none.xdbak')))).toBe('case.no-access')
  expect(await codeOf(() => checkBackup(testFolder()))).not.toBe('done')
})

test('what somebody built with right sums is not believed without the key', async () => {
  const { opened, made } = await someBackup()
  const { keys } = await unlockCaseFolder(opened.folder, opened.memberId, bytes(PASSPHRASE))
  const text = readFileSync(made.path).toString('latin1').replace('"seq": 3', '"seq": 9')
  const body = Buffer.from(text, 'latin1').subarray(0, -64)
  const path = join(testFolder(), 'built.xdbak')
  writeFileSync(
    path,
    Buffer.concat([body, Buffer.from(createHash('sha256').update(body).digest('hex'))]),
  )
  const built = await checkBackup(path)
  expect(built.manifest.head.seq).toBe(9)
  expect(await codeOf(() => built.prove(keys.mac))).toBe('backup.altered')
})

test('a backup of a newer app is told apart from a damaged one', async () => {
  const { made } = await someBackup()
  const text = readFileSync(made.path)
    .toString('latin1')
    .replace('xundu-backup/1"', 'xundu-backup/2"')
  const body = Buffer.from(text, 'latin1').subarray(0, -64)
  const path = join(testFolder(), 'newer.xdbak')
  writeFileSync(
    path,
    Buffer.concat([body, Buffer.from(createHash('sha256').update(body).digest('hex'))]),
  )
  expect(await codeOf(() => checkBackup(path))).toBe('backup.newer-format')
})

test('the oldest go, by the rule, and those of other cases stay', async () => {
  const { opened, made } = await someBackup()
  const { caseId } = opened.keysFile
  const folder = dirname(made.path)
  const others = ['01JD7X2KQZ5M8R4T6V9WOTHER1', '01JD7X2KQZ5M8R4T6V9WOTHER2'].map((id) =>
    backupName({ title: '别的', caseId: id, at: '2013-01-01T00:00:00.000Z' }),
  )
  for (const name of others) writeFileSync(join(folder, name), '')
  for (let hour = 10; hour < 20; hour += 1) {
    const at = `2014-06-10T${hour}:00:00.000Z`
    writeFileSync(join(folder, backupName({ title: '云岭省案卷', caseId, at })), '')
  }
  thinOut(folder, caseId)
  // The day of China that ended at 16:00 UTC keeps its last one.
  const kept = keptBackups(folder, caseId).map(({ at }) => at.slice(5, 13))
  expect(kept).toEqual(['06-11T01', '06-10T19', '06-10T18', '06-10T15'])
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(others))
})

test('a copy on another medium is the same, byte for byte', async () => {
  const { made } = await someBackup()
  const other = testFolder()
  await copyBackup(made.path, other)
  expect(readdirSync(other)).toEqual([basename(made.path)])
  expect(readFileSync(join(other, basename(made.path)))).toEqual(readFileSync(made.path))
  const damaged = flipped(made.path, 5000)
  expect(await codeOf(() => copyBackup(damaged, other))).toBe('backup.damaged')
  expect(readdirSync(other)).toEqual([basename(made.path)])
  const gone = join(other, 'gone')
  expect(await codeOf(() => copyBackup(made.path, gone))).toBe('backup.no-place')
})

test('where it cannot be written nothing is left, and the case goes on', async () => {
  const { opened } = await someBackup()
  const place = testFolder()
  writeFileSync(join(place, 'file'), '')
  expect(await codeOf(() => backedUp(opened, { folder: join(place, 'file', 'in') }))).toBe(
    'backup.no-place',
  )
  const stop = new AbortController()
  stop.abort()
  const folder = join(place, 'stopped')
  mkdirSync(folder)
  const { keysFile } = opened
  const given = { keysFile, folder, app: APP, at: '2014-06-11T01:20:00.000Z', since: null }
  expect(await codeOf(() => opened.backUp({ ...given, signal: stop.signal }))).toBe(
    'call.cancelled',
  )
  expect(readdirSync(folder)).toEqual([])
  await writeUnits(opened, ['清溪镇'])
})

test('a disk that is full is said, nothing of it stays, and the case goes on', async ({ skip }) => {
  const { opened } = await someBackup()
  const folder = testFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    skip('a small disk cannot be mounted here')
  }
  onTestFinished(() => void execFileSync('umount', [folder]))
  // Less room each time: it runs out while the copy is made, and while it is packed.
  for (const room of [0, 100_000, 200_000, 280_000]) {
    writeFileSync(join(folder, 'filling'), new Uint8Array(room))
    expect([room, await codeOf(() => backedUp(opened, { folder }))]).toEqual([room, 'disk.full'])
    expect(readdirSync(folder)).toEqual(['filling'])
  }
  await writeUnits(opened, ['清溪镇'])
})
