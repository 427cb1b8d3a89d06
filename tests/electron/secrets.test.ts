import { expect, test } from 'vitest'
import { z } from 'zod'

import { SECRETS, wipeSecrets } from '#electron/secrets.ts'
import { Sealed } from '#electron/shell/common-contract.ts'
import { shellContract } from '#electron/shell/contract.ts'

/** Bytes that are no secret: a ledger, and pictures. */
const OPEN = new Set(['bytes', 'png'])

const BYTES = new Uint8Array(2)
const SEALED: Sealed = { to: `age1${'q'.repeat(58)}`, text: BYTES }

type Field = { readonly entry: string; readonly field: string; readonly schema: z.ZodType }

function fields(): readonly Field[] {
  return Object.values(shellContract).flatMap(({ name, input }) =>
    input instanceof z.ZodObject
      ? Object.entries(input.shape).map(([field, schema]) => ({ entry: name, field, schema }))
      : [],
  )
}

test('the machine takes no bytes but those of ledgers and pictures', () => {
  const taken = fields().filter(({ schema }) => schema.safeParse(BYTES).success)
  expect(new Set(taken.map(({ field }) => field))).toEqual(OPEN)
})

test('whatever is sealed is known as a secret, so that the page seals it and it is wiped', () => {
  const sealed = fields().filter(({ schema }) => schema.safeParse(SEALED).success)
  const known: readonly string[] = SECRETS
  expect(sealed.filter(({ field }) => !known.includes(field))).toEqual([])
  const names = sealed.map(({ entry, field }) => `${entry} ${field}`)
  expect(names).toContain('shell.unlockWithSheet sheet')
  expect(names).toContain('shell.changePassphrase newPassphrase')
  expect(names).toContain('shell.keepSheet groups')
})

test('no secret crosses the machine but sealed, or as the place of a key file', () => {
  const secrets: readonly string[] = SECRETS
  const plain = fields()
    .filter(({ field }) => secrets.includes(field) && !/keyFile/i.test(field))
    .filter(({ schema }) => schema.safeParse('text').success || schema.safeParse(['a']).success)
  expect(plain).toEqual([])
})

test('the bytes of every secret are wiped', () => {
  for (const name of SECRETS) {
    const message = { [name]: new Uint8Array([7, 7]), other: new Uint8Array([7]) }
    wipeSecrets(message)
    expect(message).toEqual({ [name]: new Uint8Array(2), other: new Uint8Array([7]) })
  }
})

test('a message without secrets is let through', () => {
  for (const message of [undefined, null, 'text', 7, { passphrase: null }, { sheet: 'text' }]) {
    expect(() => wipeSecrets(message)).not.toThrow()
  }
})
