import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { informantContract, SHOWN_SECONDS } from '#db/informant/contract.ts'
import {
  identity,
  leaderCase,
  openedAnew,
  opening,
  OTHER_PASSPHRASE,
  problemIn,
  reasonsOf,
  ROLE_PASSPHRASE,
  roleCase,
  sealed,
  second,
} from '#tests/fixtures/informant.ts'
import { bytes, codeOf } from '#tests/fixtures/keys.ts'

test('who spoke is sealed under a code that the database chose, and a holder opens it', async () => {
  const made = await roleCase()
  const problemId = await problemIn(made)
  const one = await sealed(made, { problemId })
  const other = await sealed(made)
  expect([one.code, other.code]).toEqual(['甲-0001', '甲-0002'])
  expect(await made.ask(informantContract.of, { spoken: { problemId } })).toEqual([
    { code: '甲-0001', destroyed: false },
  ])
  expect(await opening(made.ask, one.id)).toEqual({ reasons: [], identity })
  expect(SHOWN_SECONDS).toBe(60)
})

test('nobody writes before there is a role, and only the leader sets it up, once', async () => {
  const member = await leaderCase({ role: 'member' })
  const setUp = { newPassphrase: bytes(ROLE_PASSPHRASE) }
  expect(await codeOf(() => sealed(member))).toBe('informant.no-role')
  expect(await codeOf(() => member.ask(informantContract.setUp, setUp))).toBe(
    'informant.leader-first',
  )
  const practice = await leaderCase({ role: 'member', practice: true })
  expect(await codeOf(() => practice.ask(informantContract.setUp, setUp))).toBe('done')
  const leader = await roleCase()
  expect(await codeOf(() => leader.ask(informantContract.setUp, setUp))).toBe(
    'informant.role-exists',
  )
})

test('a second passphrase that everybody tries first is refused', async () => {
  const { ask } = await leaderCase()
  for (const [text, code] of [
    ['短', 'passphrase.too-short'],
    ['password123456', 'passphrase.common'],
  ]) {
    const newPassphrase = bytes(text ?? '')
    expect(await codeOf(() => ask(informantContract.setUp, { newPassphrase }))).toBe(code)
  }
  expect((await ask(informantContract.role, {})).holders).toBeNull()
})

test('who writes cannot read it back, and an attempt without the role is on record', async () => {
  const leader = await roleCase()
  const id = await second(leader)
  const writer = await openedAnew(leader, id)
  const { id: informantId, code } = await sealed(writer)
  expect(reasonsOf(await opening(writer.ask, informantId))).toEqual(['informant.holders-only'])
  const { rows } = await writer.ask(informantContract.openings, {})
  expect(rows).toMatchObject([{ code, outcome: 'notHolder', member: '周望舒', reason: '回访核实' }])
})

test('each opening and each wrong try is told with who, when, which code and why', async () => {
  const made = await roleCase()
  const { id, code } = await sealed(made)
  const wrong = await opening(made.ask, id, OTHER_PASSPHRASE)
  expect(reasonsOf(wrong)).toEqual(['informant.wrong-passphrase'])
  made.wait(60)
  await opening(made.ask, id)
  const { total, rows } = await made.ask(informantContract.openings, {})
  const shared = {
    code,
    purpose: 'read',
    member: '林若川',
    deviceId: 'device-1',
    reason: '回访核实',
  }
  expect(total).toBe(2)
  expect(rows).toMatchObject([
    { ...shared, outcome: 'opened', at: '2014-06-11T01:21:00.000Z' },
    { ...shared, outcome: 'wrongPassphrase', at: '2014-06-11T01:20:00.000Z' },
  ])
})

test('an opening asks for a reason', async () => {
  const made = await roleCase()
  const { id } = await sealed(made)
  const passphrase = bytes(ROLE_PASSPHRASE)
  expect(
    await codeOf(() => made.ask(informantContract.open, { id, passphrase, reason: '  ' })),
  ).toBe('call.malformed')
})

test('wrong tries are slowed, over locking too, and a right one ends that', async () => {
  const made = await roleCase()
  const { id } = await sealed(made)
  for (let tries = 1; tries < 5; tries += 1) await opening(made.ask, id, OTHER_PASSPHRASE)
  const fifth = await opening(made.ask, id, OTHER_PASSPHRASE)
  expect(reasonsOf(fifth)).toEqual(['informant.wrong-passphrase', 'case.wait-first'])
  const anew = await openedAnew(made)
  expect(await codeOf(() => opening(anew.ask, id))).toBe('case.wait-first')
  anew.wait(1)
  expect(reasonsOf(await opening(anew.ask, id, OTHER_PASSPHRASE))).toContain('case.wait-first')
  anew.wait(1)
  expect(await codeOf(() => opening(anew.ask, id))).toBe('case.wait-first')
  anew.wait(1)
  expect(await opening(anew.ask, id)).toMatchObject({ identity })
  expect(reasonsOf(await opening(anew.ask, id, OTHER_PASSPHRASE))).toEqual([
    'informant.wrong-passphrase',
  ])
})

test('a holder adds another one, who opens with a passphrase of his own', async () => {
  const leader = await roleCase()
  const { id } = await sealed(leader)
  const memberId = await second(leader)
  const add = { memberId, newPassphrase: bytes(OTHER_PASSPHRASE) }
  const wrong = { ...add, passphrase: bytes(OTHER_PASSPHRASE) }
  expect(reasonsOf(await leader.ask(informantContract.addHolder, wrong))).toEqual([
    'informant.wrong-passphrase',
  ])
  const right = { ...add, passphrase: bytes(ROLE_PASSPHRASE) }
  expect(await leader.ask(informantContract.addHolder, right)).toEqual({ reasons: [] })
  expect(await codeOf(() => leader.ask(informantContract.addHolder, right))).toBe(
    'informant.holds-already',
  )
  const other = await openedAnew(leader, memberId)
  const { self, holders } = await other.ask(informantContract.role, {})
  expect([self.holds, holders?.map(({ name }) => name)]).toEqual([true, ['林若川', '周望舒']])
  expect(await opening(other.ask, id, OTHER_PASSPHRASE)).toMatchObject({ identity })
  expect(reasonsOf(await opening(other.ask, id, ROLE_PASSPHRASE))).toEqual([
    'informant.wrong-passphrase',
  ])
})

test('a holder who is removed opens nothing; everything is sealed to a new key', async () => {
  const leader = await roleCase()
  const memberId = await second(leader)
  const before = await sealed(leader)
  const passphrase = bytes(ROLE_PASSPHRASE)
  const newPassphrase = bytes(OTHER_PASSPHRASE)
  await leader.ask(informantContract.addHolder, { memberId, passphrase, newPassphrase })
  const keyOf = () => leader.opened.handle.prepare('select * from informantKey').all()
  const held = keyOf()
  const told: number[] = []
  leader.opened.service.onProgress(({ call, done, total }) => {
    if (call === 'informant.removeHolder') told.push(done / total)
  })
  const removed = await leader.ask(informantContract.removeHolder, { memberId, passphrase })
  expect(removed).toEqual({ reasons: [] })
  expect(told).toEqual([0, 1])
  expect(keyOf()).not.toEqual(held)
  expect(await opening(leader.ask, before.id)).toMatchObject({ identity })
  const after = await sealed(leader)
  expect(await opening(leader.ask, after.id)).toMatchObject({ identity })
  const other = await openedAnew(leader, memberId)
  expect(reasonsOf(await opening(other.ask, before.id, OTHER_PASSPHRASE))).toEqual([
    'informant.holders-only',
  ])
})

test('nobody removes himself, and so there is always a holder', async () => {
  const { ask, opened } = await roleCase()
  const passphrase = bytes(ROLE_PASSPHRASE)
  const self = { memberId: opened.memberId, passphrase }
  expect(await codeOf(() => ask(informantContract.removeHolder, self))).toBe(
    'informant.not-yourself',
  )
  const { id } = await ask(casefileContract.addMember, { name: '沈秋实', role: 'member' })
  expect(
    await codeOf(() => ask(informantContract.removeHolder, { memberId: id, passphrase })),
  ).toBe('informant.holds-nothing')
})

test('a holder changes his second passphrase', async () => {
  const made = await roleCase()
  const { id } = await sealed(made)
  const change = { passphrase: bytes(ROLE_PASSPHRASE), newPassphrase: bytes(OTHER_PASSPHRASE) }
  expect(await made.ask(informantContract.changePassphrase, change)).toEqual({ reasons: [] })
  expect(reasonsOf(await opening(made.ask, id))).toEqual(['informant.wrong-passphrase'])
  expect(await opening(made.ask, id, OTHER_PASSPHRASE)).toMatchObject({ identity })
})

test('a code is put to another record too, however it is typed', async () => {
  const made = await roleCase()
  const problemId = await problemIn(made)
  const { code } = await sealed(made)
  for (const typed of ['甲0001', '甲－０００１', ' 甲-0001 ']) {
    await made.ask(informantContract.link, { code: typed, spoken: { problemId } })
  }
  expect(await made.ask(informantContract.of, { spoken: { problemId } })).toEqual([
    { code, destroyed: false },
  ])
  const unknown = { code: '甲-0009', spoken: { problemId } }
  expect(await codeOf(() => made.ask(informantContract.link, unknown))).toBe(
    'informant.unknown-code',
  )
  const nowhere = { code, spoken: { visitId: 'v9' } }
  expect(await codeOf(() => made.ask(informantContract.link, nowhere))).toBe(
    'informant.unknown-record',
  )
})

test('an empty form seals nothing', async () => {
  const { ask } = await roleCase()
  const empty = { name: ' ', phone: '', address: '', other: '' }
  expect(await codeOf(() => ask(informantContract.write, { identity: empty, spoken: null }))).toBe(
    'informant.nothing-written',
  )
})

test('a public key that somebody put in the place of the role’s is found out', async () => {
  const made = await roleCase()
  const { id } = await sealed(made)
  const { handle } = made.opened
  handle.exec('drop trigger capture_informantRole_update')
  handle.exec(`update informantRole set recipient = (select recipient from informantHolder)`)
  expect(await codeOf(() => opening(made.ask, id))).toBe('informant.role-altered')
})

test('an envelope is registered without a word of what it holds, and handed over once', async () => {
  const { ask, opened } = await roleCase()
  const letter = { receivedOn: '2014-06-10', seal: '封 0042', holder: '周望舒' }
  expect(await ask(informantContract.register, letter)).toEqual({ no: 1 })
  const withBody = await opened.service.call(informantContract.register.name, {
    ...letter,
    body: '内容',
  })
  expect(withBody).toMatchObject({ ok: false, reasons: [{ code: 'call.malformed' }] })
  const columns = opened.handle
    .prepare(`select name from pragma_table_info('envelope')`)
    .pluck()
    .all()
  expect(columns).toEqual([
    'no',
    'id',
    'receivedOn',
    'seal',
    'holder',
    'handedTo',
    'handedOn',
    'enteredBy',
    'enteredAt',
  ])
  const [row] = (await ask(informantContract.envelopes, {})).rows
  const id = row?.id ?? ''
  const early = { id, handedTo: '省纪委信访室', handedOn: '2014-06-09' }
  expect(await codeOf(() => ask(informantContract.handOver, early))).toBe(
    'informant.handed-before-received',
  )
  const hand = { ...early, handedOn: '2014-06-11' }
  await ask(informantContract.handOver, hand)
  expect(await codeOf(() => ask(informantContract.handOver, hand))).toBe(
    'informant.envelope-is-frozen',
  )
  const { id: _id, ...handed } = hand
  expect((await ask(informantContract.envelopes, {})).rows).toEqual([{ ...row, ...handed }])
})
