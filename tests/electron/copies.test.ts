import { expect, test } from 'vitest'

import { type Held, keepCopies, STAY } from '#electron/copies.ts'

/** A clipboard of its own, and timers that go off when the test says so. */
function clipboard() {
  let held: Held = []
  const timers = new Map<() => void, number>()
  const told: boolean[] = []
  const copies = keepCopies({
    read: () => Promise.resolve(held),
    clear: () => {
      held = []
    },
    after(milliseconds, call) {
      timers.set(call, milliseconds)
      return () => timers.delete(call)
    },
    tell: (kept) => told.push(kept),
  })
  function write(text: string, ending = ''): Promise<void> {
    held = [{ type: 'text/plain', bytes: new TextEncoder().encode(text + ending) }]
    return Promise.resolve()
  }
  return {
    copies,
    told,
    timers,
    write,
    text: () => held.map(({ bytes }) => new TextDecoder().decode(bytes)).join(''),
    async goOff() {
      for (const call of timers.keys()) call()
      await new Promise(setImmediate)
    },
  }
}

test('what was copied is cleared when its time is over', async () => {
  const { copies, told, timers, write, text, goOff } = clipboard()
  await copies.keep(() => write('十四个地市'))
  expect([text(), told, [...timers.values()]]).toEqual(['十四个地市', [true], [STAY]])
  await goOff()
  expect([text(), told]).toEqual(['', [true, false]])
})

test('what the system made of it is still known', async () => {
  const { copies, write, text } = clipboard()
  await copies.keep(() => write('一行', '\r\n'))
  await copies.clear()
  expect(text()).toBe('')
})

test('what was copied elsewhere since stays', async () => {
  const { copies, told, write, text } = clipboard()
  await copies.keep(() => write('十四个地市'))
  await write('别处的文字')
  await copies.clear()
  expect([text(), told]).toEqual(['别处的文字', [true, false]])
})

test('a second copy has its own whole time', async () => {
  const { copies, told, timers, write, text, goOff } = clipboard()
  await copies.keep(() => write('第一句'))
  await copies.keep(() => write('第二句'))
  expect(timers.size).toBe(1)
  await goOff()
  expect([text(), told]).toEqual(['', [true, true, false]])
})

test('where nothing of the app is held nothing is cleared', async () => {
  const { copies, told, write, text } = clipboard()
  await write('别处的文字')
  await copies.clear()
  expect([text(), told]).toEqual(['别处的文字', []])
})

test('a clipboard that cannot be read is left alone, and copying has worked all the same', async () => {
  let cleared = 0
  const copies = keepCopies({
    read: () => Promise.reject(new Error('denied')),
    clear: () => void (cleared += 1),
    after: () => () => undefined,
    tell: () => undefined,
  })
  await copies.keep(() => Promise.resolve())
  await copies.clear()
  expect(cleared).toBe(0)
})
