import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { removeMember } from '#db/case-keys.ts'
import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { folderDisk } from '#db/engine/oplog/disk.ts'
import { rebuildFromLog } from '#db/engine/oplog/rebuild.ts'
import { deriveLogKey } from '#db/engine/oplog/segment.ts'
import { informantContract } from '#db/informant/contract.ts'
import { KEY_COPIES } from '#db/informant/settle.ts'
import { recountAll, settleExaminations } from '#db/prevalence/settle.ts'
import { asker, PASSPHRASE } from '#tests/fixtures/case.ts'
import {
  identity,
  type InformantCase,
  openedAnew,
  opening,
  plainPages,
  OTHER_PASSPHRASE,
  reasonsOf,
  ROLE_PASSPHRASE,
  roleCase,
  sealed,
  second,
} from '#tests/fixtures/informant.ts'
import { bytes, closeAtEnd, codeOf } from '#tests/fixtures/keys.ts'

function destroy({ ask }: InformantCase, id: string, code: string, passphrase = ROLE_PASSPHRASE) {
  const reason = '本人要求撤回'
  return ask(informantContract.destroy, { id, code, passphrase: bytes(passphrase), reason })
}

function wrappedOf({ opened }: InformantCase, id: string): string {
  const key = opened.handle.prepare('select wrapped from informantKey where informantId = ?')
  return String(key.pluck().get(id))
}

function sealedOf({ opened }: InformantCase, id: string): string {
  return String(opened.handle.prepare('select sealed from informant where id = ?').pluck().get(id))
}

function copies({ opened }: InformantCase): string {
  return readFileSync(join(opened.folder, KEY_COPIES), 'utf8')
}

/** Takes the database away and makes it anew from the log alone, then opens it as the app does. */
async function rebuilt(made: InformantCase): Promise<InformantCase> {
  const { folder, memberId, service } = made.opened
  await service.close()
  const { databasePath, keys, caseId } = await unlockCaseFolder(folder, memberId, bytes(PASSPHRASE))
  rmSync(databasePath)
  await rebuildFromLog(databasePath, keys.db, [settleExaminations], {
    disk: folderDisk(join(folder, 'ops')),
    key: deriveLogKey(keys.log, caseId),
    caseId,
    deviceId: 'device-1',
    recount: recountAll,
    pastGaps: false,
    whole: false,
  })
  return openedAnew(made)
}

test('what is destroyed leaves when, who and why, and its key is nowhere in the case', async () => {
  const made = await roleCase()
  const kept = await sealed(made)
  const { id, code } = await sealed(made)
  const wrapped = wrappedOf(made, id)
  const sealedText = sealedOf(made, id)
  expect(copies(made)).toContain(wrapped)
  expect(await destroy(made, id, code)).toEqual({ reasons: [] })
  expect(copies(made)).not.toContain(wrapped)
  expect(copies(made)).toContain(wrappedOf(made, kept.id))
  expect(sealedOf(made, id)).toBe('')
  const { rows } = await made.ask(informantContract.list, {})
  expect(rows).toMatchObject([
    {
      code,
      keyed: false,
      destroyed: { by: '林若川', at: '2014-06-11T01:20:00.000Z', why: '本人要求撤回' },
    },
    { code: kept.code, keyed: true, destroyed: null },
  ])
  expect(await codeOf(() => opening(made.ask, id))).toBe('informant.is-destroyed')
  expect(await codeOf(() => destroy(made, id, code))).toBe('informant.is-destroyed')
  const left = wrappedOf(made, kept.id)
  await made.opened.service.close()
  const pages = (await plainPages(made)).toString('latin1')
  expect([pages.includes(left), pages.includes(sealedText)]).toEqual([true, true])
  // Pages of the database that are free now were overwritten.
  expect(pages.includes(wrapped.slice(0, 200)) || pages.includes(wrapped.slice(-200))).toBe(false)
})

test('destroying asks for the code by hand and for the second passphrase', async () => {
  const made = await roleCase()
  const { id, code } = await sealed(made)
  expect(await codeOf(() => destroy(made, id, '甲-0002'))).toBe('informant.code-differs')
  expect(await codeOf(() => destroy(made, id, ''))).toBe('informant.code-differs')
  expect(reasonsOf(await destroy(made, id, code, OTHER_PASSPHRASE))).toEqual([
    'informant.wrong-passphrase',
  ])
  expect(await opening(made.ask, id)).toMatchObject({ identity })
})

test('the log and the history hold ciphertext, and never a key that opens it', async () => {
  const made = await roleCase()
  const { id, code } = await sealed(made)
  const wrapped = wrappedOf(made, id)
  await destroy(made, id, code)
  const anew = await rebuilt(made)
  const changes = anew.opened.handle
    .prepare<[], { tableName: string; content: string }>('select tableName, content from change')
    .all()
  const sealedText = changes.find(({ tableName }) => tableName === 'informant')?.content ?? ''
  expect(JSON.parse(sealedText)).toMatchObject({
    id,
    sealed: expect.stringMatching(/^YWdlLWVuY3J5/),
  })
  expect(changes.filter(({ content }) => content.includes(wrapped))).toEqual([])
  expect(changes.map(({ tableName }) => tableName)).not.toContain('informantKey')
  expect(anew.opened.handle.prepare('select count(*) from informantKey').pluck().get()).toBe(0)
})

test('a database that is lost comes back from the log with what still opens, and no more', async () => {
  const made = await roleCase()
  const kept = await sealed(made)
  const gone = await sealed(made)
  await destroy(made, gone.id, gone.code)
  const anew = await rebuilt(made)
  expect(await opening(anew.ask, kept.id)).toMatchObject({ identity })
  expect(await codeOf(() => opening(anew.ask, gone.id))).toBe('informant.is-destroyed')
})

test('without the copies of the keys what comes back from the log stays shut, and says so', async () => {
  const made = await roleCase()
  const { id } = await sealed(made)
  rmSync(join(made.opened.folder, KEY_COPIES))
  const anew = await rebuilt(made)
  expect((await anew.ask(informantContract.list, {})).rows).toMatchObject([{ keyed: false }])
  expect(await codeOf(() => opening(anew.ask, id))).toBe('informant.key-lost')
})

test('copies that are damaged or missing are written anew from the database', async () => {
  const made = await roleCase()
  const { id } = await sealed(made)
  const path = join(made.opened.folder, KEY_COPIES)
  const whole = copies(made)
  const again = async (from: InformantCase) => {
    const opened = await openedAnew(from)
    expect(readFileSync(path, 'utf8')).toBe(whole)
    return opened
  }
  rmSync(path)
  const other = await again(made)
  writeFileSync(path, whole.replace('"wrapped": "', '"wrapped": "QUJD'))
  const third = await again(other)
  writeFileSync(path, '')
  const last = await again(third)
  expect(await opening(last.ask, id)).toMatchObject({ identity })
})

test('a case without informants has no file for their keys', async () => {
  const { opened } = await roleCase()
  expect(existsSync(join(opened.folder, KEY_COPIES))).toBe(false)
})

test('an older database that the log brings up to date loses what was destroyed since', async () => {
  const made = await roleCase()
  const kept = await sealed(made)
  const gone = await sealed(made)
  const memberId = await second(made)
  const passphrase = bytes(ROLE_PASSPHRASE)
  const newPassphrase = bytes(OTHER_PASSPHRASE)
  await made.ask(informantContract.addHolder, { memberId, passphrase, newPassphrase })
  const closed = await openedAnew(made)
  await closed.opened.service.close()
  const database = join(made.opened.folder, 'case-1.db')
  copyFileSync(database, `${database}.older`)

  const later = await openedAnew(closed)
  await destroy(later, gone.id, gone.code)
  await later.ask(informantContract.removeHolder, { memberId, passphrase })
  const added = await sealed(later)
  await later.opened.service.close()
  copyFileSync(`${database}.older`, database)

  const anew = await openedAnew(later)
  expect(await codeOf(() => opening(anew.ask, gone.id))).toBe('informant.is-destroyed')
  expect(wrappedOf(anew, gone.id)).toBe('undefined')
  // The role has another key since: the copies have what is wrapped to it.
  expect(await opening(anew.ask, kept.id)).toMatchObject({ identity })
  expect(await opening(anew.ask, added.id)).toMatchObject({ identity })
})

test('an older database without the log has back what was destroyed since, as the page says', async () => {
  const made = await roleCase()
  const { id, code } = await sealed(made)
  await made.opened.service.close()
  const { folder } = made.opened
  const database = join(folder, 'case-1.db')
  copyFileSync(database, `${database}.older`)
  const later = await openedAnew(made)
  await destroy(later, id, code)
  await later.opened.service.close()
  copyFileSync(`${database}.older`, database)
  rmSync(join(folder, 'ops'), { recursive: true })
  const anew = await openedAnew(later)
  expect(await opening(anew.ask, id)).toMatchObject({ identity })
})

test('a change that fails leaves the copies as the next change writes them', async () => {
  const made = await roleCase()
  await sealed(made)
  const before = copies(made)
  const nowhere = { identity, spoken: { problemId: 'q9' } }
  expect(await codeOf(() => made.ask(informantContract.write, nowhere))).toBe(
    'informant.unknown-record',
  )
  expect(copies(made)).toBe(before)
  const { id } = await sealed(made)
  expect(copies(made)).toContain(wrappedOf(made, id))
  expect(JSON.parse(copies(made)).keys).toHaveLength(2)
})

test('new keys of the case leave what is sealed as it is', async () => {
  const made = await roleCase()
  const { id } = await sealed(made)
  const memberId = await second(made)
  const given = { memberId, passphrase: bytes(PASSPHRASE) }
  const anew = await removeMember(made.opened, given, made.host, () => Promise.resolve())
  closeAtEnd(anew)
  expect(await opening(asker(anew.service), id)).toMatchObject({ identity })
})
