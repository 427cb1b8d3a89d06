import { beforeEach, expect, test } from 'vitest'

import { removeMember } from '#db/case-keys.ts'
import { openCaseFile } from '#db/engine/case-file.ts'
import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { keepSheet } from '#db/engine/case-keys.ts'
import { makeSheet } from '#db/engine/keys/sheet.ts'
import { verifyChain } from '#db/engine/verify/chain.ts'
import { openCase, openCaseWithSheet } from '#db/open-case.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import { createCaseService } from '#db/service.ts'
import { PASSPHRASE, QUICK, testHost } from '#tests/fixtures/case.ts'
import { bytes } from '#tests/fixtures/keys.ts'
import {
  addUnits,
  FOUNDER,
  foundAfter,
  openRaw,
  type SignedCase,
  signedCase,
} from '#tests/fixtures/signed-case.ts'

let signed: SignedCase

beforeEach(async () => {
  signed = await signedCase()
})

test('what a removed member signs after his removal does not count, what he signed before does', async () => {
  const host = testHost()
  const opened = await openCase(
    { folder: signed.folder, memberId: FOUNDER, passphrase: bytes(PASSPHRASE) },
    host,
  )
  const given = { memberId: signed.hands.other.memberId, passphrase: bytes(PASSPHRASE) }
  const anew = await removeMember(opened, given, host, () => Promise.resolve())
  await anew.service.close()
  const whole = await foundAfter(signed)
  expect(whole).toMatchObject({ findings: [], keys: [{ toSeq: null }, { toSeq: 8 }] })

  const file = await openCaseFile(
    await openRaw(signed),
    [settleExaminations],
    undefined,
    signed.hands.other,
  )
  const service = createCaseService(file, signed.hands.other.memberId, {
    ...host,
    newId: () => `late-${host.newId()}`,
  })
  await addUnits({ service }, '后来')
  await service.close()
  const { findings } = await foundAfter(signed)
  expect(findings).toEqual([{ code: 'verify.key-ended', seq: whole.changesets + 1 }])
})

test('who came in by the recovery sheet signs with the key of his new slot, and the old one ends', async () => {
  const host = testHost()
  const sheet = await makeSheet()
  const { keys, file } = await unlockCaseFolder(signed.folder, FOUNDER, bytes(PASSPHRASE))
  await keepSheet(signed.folder, keys, file, { recipient: sheet.recipient, split: false })
  const opened = await openCaseWithSheet(
    {
      folder: signed.folder,
      memberId: FOUNDER,
      sheet: bytes(sheet.identity),
      passphrase: bytes('雪夜 松涛 渡口 竹排 书院 麦田'),
      cost: QUICK,
    },
    host,
  )
  await addUnits(opened, '补')
  const found = await verifyChain(opened.handle, signed.caseId)
  await opened.service.close()
  expect(found).toMatchObject({ changesets: 9, signed: 9, findings: [] })
  expect(found.keys.map(({ memberId, toSeq }) => [memberId, toSeq])).toEqual([
    [FOUNDER, 8],
    [signed.hands.other.memberId, null],
    [FOUNDER, null],
  ])
})
