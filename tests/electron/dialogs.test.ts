import { expect, test } from 'vitest'

import { keepDialogs } from '#electron/dialogs.ts'

test('an answer is taken in the sitting in which it was asked for', async () => {
  const open = { title: '案卷' }
  const dialogs = keepDialogs(() => open)
  expect(dialogs.isOpen()).toBe(false)
  const asking = dialogs.ask(() => Promise.resolve('a.xlsx'))
  expect(dialogs.isOpen()).toBe(true)
  expect(await asking).toBe('a.xlsx')
  expect(dialogs.isOpen()).toBe(false)
})

test('an answer after a lock is refused, also when the case was opened again', async () => {
  let open: object | null = {}
  const dialogs = keepDialogs(() => open)
  const gate = Promise.withResolvers<string>()
  const [locked, again] = [dialogs.ask(() => gate.promise), dialogs.ask(() => gate.promise)]
  open = null
  gate.resolve('a.xlsx')
  await expect(locked).rejects.toMatchObject({ reasons: [{ code: 'case.locked' }] })
  open = {}
  await expect(again).rejects.toMatchObject({ code: 'locked' })
  expect(dialogs.isOpen()).toBe(false)
})

test('a dialog that fails is not counted any more', async () => {
  const dialogs = keepDialogs(() => null)
  await expect(dialogs.ask(() => Promise.reject(new Error('no display')))).rejects.toThrow(
    'no display',
  )
  expect(dialogs.isOpen()).toBe(false)
})
