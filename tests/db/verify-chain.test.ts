import { randomBytes } from 'node:crypto'

import type Database from 'better-sqlite3-multiple-ciphers'
import { beforeEach, describe, expect, test } from 'vitest'

import { openCaseFile } from '#db/engine/case-file.ts'
import { type Change, type ChangesetHead, FIRST, tally } from '#db/engine/changeset.ts'
import { closeDatabase } from '#db/engine/open-database.ts'
import type { Hand } from '#db/engine/signing.ts'
import { verifyChain } from '#db/engine/verify/chain.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import {
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

type Stored = ChangesetHead & { readonly first: number; readonly changes: number }

/** Gives every changeset from one on the hash that fits, and signs those that `signs` names. */
function rechain(handle: Database.Database, from: number, signs: readonly Hand[] = []): void {
  let previous: unknown =
    handle
      .prepare('select hash from changeset where seq = ?')
      .pluck()
      .get(from - 1) ?? FIRST
  const rest = handle
    .prepare<[number], Stored>('select * from changeset where seq >= ? order by seq')
    .all(from)
  for (const stored of rest) {
    const { seq, memberId, deviceId, command, at, first, changes } = stored
    const head = { seq, previous: String(previous), memberId, deviceId, command, at }
    const read = handle
      .prepare<[number, number], Change>('select * from change where n >= ? and n < ? order by n')
      .all(first, first + changes)
    const { hash } = tally(head, read)
    handle
      .prepare('update changeset set hash = ?, previous = ? where seq = ?')
      .run(hash, head.previous, seq)
    const hand = signs.find((each) => each.memberId === memberId) ?? signs[0]
    if (hand) {
      const signature = hand.sign('changeset', hash)
      handle.prepare('update changeset set signature = ? where seq = ?').run(signature, seq)
    }
    previous = hash
  }
}

const EDIT = `update change set content = replace(content, '乙', '己') where changeset = 5`

test('an untouched case is whole, every changeset signed, every key known from where it came', async () => {
  const found = await foundAfter(signed)
  expect(found).toMatchObject({ changesets: 7, signed: 7, unsigned: 0, findings: [], count: 0 })
  expect(
    found.keys.map(({ memberId, by, fromSeq, toSeq }) => [memberId, by, fromSeq, toSeq]),
  ).toEqual([
    [FOUNDER, FOUNDER, 1, null],
    [signed.hands.other.memberId, FOUNDER, 3, null],
  ])
})

describe('what was done to a changeset is found and named', () => {
  test('a forged signature', async () => {
    const forged = randomBytes(64).toString('base64')
    const found = await foundAfter(signed, (handle) =>
      handle.prepare('update changeset set signature = ? where seq = 4').run(forged),
    )
    expect(found.findings).toEqual([{ code: 'verify.signature-wrong', seq: 4 }])
    expect(found.signed).toBe(6)
  })

  test('a signature that was taken from another changeset, or taken away', async () => {
    const found = await foundAfter(signed, (handle) =>
      handle.exec(`
        update changeset set signature = (select signature from changeset where seq = 4)
        where seq = 5;
        update changeset set signature = null where seq = 6`),
    )
    expect(found.findings).toEqual([
      { code: 'verify.signature-wrong', seq: 5 },
      { code: 'verify.signature-missing', seq: 6 },
    ])
  })

  test('another spelling of the same signature', async () => {
    const found = await foundAfter(signed, (handle) => {
      const signature = String(
        handle.prepare('select signature from changeset where seq = 4').pluck().get(),
      )
      // The last sign of 64 bytes in base 64 has four bits that say nothing.
      const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
      const other = last[last.indexOf(signature.charAt(85)) + 1] ?? ''
      const spelled = `${signature.slice(0, 85)}${other}==`
      expect(Buffer.from(spelled, 'base64').equals(Buffer.from(signature, 'base64'))).toBe(true)
      handle.prepare('update changeset set signature = ? where seq = 4').run(spelled)
    })
    expect(found.findings).toEqual([{ code: 'verify.signature-wrong', seq: 4 }])
  })

  test('an edited change', async () => {
    const found = await foundAfter(signed, (handle) => handle.exec(EDIT))
    expect(found.findings).toEqual([{ code: 'verify.changeset-altered', seq: 5 }])
  })

  test('an edited change with all hashes made to fit: from there on no signature does', async () => {
    const found = await foundAfter(signed, (handle) => {
      handle.exec(EDIT)
      rechain(handle, 5)
    })
    expect(found.findings).toEqual(
      [5, 6, 7].map((seq) => ({ code: 'verify.signature-wrong', seq })),
    )
  })

  test('the same signed anew by one member: what others wrote he cannot sign for them', async () => {
    const found = await foundAfter(signed, (handle) => {
      handle.exec(EDIT)
      rechain(handle, 5, [signed.hands.founder])
    })
    const { memberId } = signed.hands.founder
    expect(found.findings).toEqual(
      [6, 7].map((seq) => ({ code: 'verify.signed-by-other', seq, memberId })),
    )
  })

  test('what nobody can tell without an outside copy: all later ones signed anew by all who wrote them', async () => {
    const found = await foundAfter(signed, (handle) => {
      handle.exec(EDIT)
      rechain(handle, 5, [signed.hands.founder, signed.hands.other])
    })
    expect(found.findings).toEqual([])
  })

  test('a changeset taken out, with its changes', async () => {
    const found = await foundAfter(signed, (handle) =>
      handle.exec('delete from changeset where seq = 5; delete from change where changeset = 5'),
    )
    expect(found.findings).toEqual([{ code: 'verify.changeset-missing', seq: 5 }])
  })

  test('the last changeset taken out, its changes left', async () => {
    const found = await foundAfter(signed, (handle) =>
      handle.exec('delete from changeset where seq = 7'),
    )
    expect(found.findings).toEqual([{ code: 'verify.changes-stray', seq: 7 }])
  })

  test('two that changed places', async () => {
    const found = await foundAfter(signed, (handle) =>
      handle.exec(`
        update changeset set seq = 99 where seq = 4;
        update changeset set seq = 4 where seq = 5;
        update changeset set seq = 5 where seq = 99`),
    )
    expect(found.findings.filter(({ code }) => code === 'verify.changeset-altered')).toEqual([
      { code: 'verify.changeset-altered', seq: 4 },
      { code: 'verify.changeset-altered', seq: 5 },
    ])
  })

  test('another name put over what a member wrote', async () => {
    const found = await foundAfter(signed, (handle) => {
      handle
        .prepare('update changeset set memberId = ? where seq = 7')
        .run(signed.hands.founder.memberId)
      rechain(handle, 7)
    })
    expect(found.findings).toEqual([{ code: 'verify.signature-wrong', seq: 7 }])
  })

  test('a key that was slipped into the chain breaks the changeset that it was put into', async () => {
    const found = await foundAfter(signed, (handle) =>
      handle.exec(`
        update change set content = replace(content, '"publicKey":"M', '"publicKey":"N')
        where changeset = 3`),
    )
    expect(found.findings[0]).toEqual({ code: 'verify.changeset-altered', seq: 3 })
  })
})

test('changesets from before there were signatures are counted, not blamed', async () => {
  const handle = await openRaw(signed)
  const plain = await openCaseFile(handle, [settleExaminations])
  await plain.close()
  const found = await foundAfter(signed, (raw) => {
    raw.exec(`
      drop trigger signingKeyIsFrozen; drop trigger signingKeyIsKept;
      update changeset set signature = null;
      update change set tableName = 'other' where tableName = 'signingKey'`)
    rechain(raw, 1)
  })
  expect(found).toMatchObject({ findings: [], signed: 0, unsigned: 7 })
})

test('the check tells how far it is, and stops when it is told to', async () => {
  const handle = await openRaw(signed)
  const work = verifyChain(handle, signed.caseId, { signal: AbortSignal.abort() })
  await expect(work).rejects.toThrow(Failure)
  closeDatabase(handle)
})
