import { expect, test } from 'vitest'
import { z } from 'zod'

import { wipeSecrets } from '#electron/secrets.ts'
import { shellContract } from '#electron/shell/contract.ts'

/** Bytes that are no secret: a ledger, and pictures. */
const OPEN = new Set(['bytes', 'png'])

test('whatever bytes the machine takes are wiped after it, unless they are no secret', () => {
  const wiped: string[] = []
  for (const { name, input } of Object.values(shellContract)) {
    if (!(input instanceof z.ZodObject)) continue
    for (const [field, schema] of Object.entries(input.shape)) {
      if (!schema.safeParse(new Uint8Array(2)).success) continue
      const message = { [field]: new Uint8Array([7, 7]) }
      wipeSecrets(message)
      const isWiped = message[field]?.every((byte) => byte === 0) ?? false
      expect([name, field, isWiped]).toEqual([name, field, !OPEN.has(field)])
      if (isWiped) wiped.push(`${name} ${field}`)
    }
  }
  expect(wiped).toContain('shell.unlockWithSheet sheet')
  expect(wiped).toContain('shell.changePassphrase newPassphrase')
})

test('a message without secrets is let through', () => {
  for (const message of [undefined, null, 'text', 7, { passphrase: null }, { sheet: 'text' }]) {
    expect(() => wipeSecrets(message)).not.toThrow()
  }
})
