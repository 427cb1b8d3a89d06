import { expect, test, vi } from 'vitest'

import { keepPageLine } from '#electron/page-line.ts'
import type { ShellEvent } from '#electron/shell/contract.ts'

function line({ there = true } = {}) {
  const told: ShellEvent[] = []
  const timers = new Set<() => void>()
  const load = vi.fn(() => Promise.resolve())
  const abandon = vi.fn()
  const page = keepPageLine({
    send(event) {
      if (there) told.push(event)
      return there
    },
    load,
    abandon,
    afterPatience(call) {
      timers.add(call)
      return () => timers.delete(call)
    },
  })
  return { page, told, timers, load, abandon }
}

test('waits for the page to have put away what is being written, then loads it anew', async () => {
  const { page, told, timers, load, abandon } = line()
  const away = page.putAway({ keepPlace: true })
  expect(told).toEqual([{ event: 'lock-soon', keepPlace: true }])
  page.heardReady()
  await away
  expect(timers.size).toBe(0)
  await page.renew()
  expect([load.mock.calls.length, abandon.mock.calls.length]).toEqual([1, 0])
})

test('a page that hangs is given up when its time is over, and only then', async () => {
  const { page, timers, load, abandon } = line()
  const away = page.putAway({ keepPlace: true })
  for (const call of timers) call()
  await away
  await page.renew()
  expect([load.mock.calls.length, abandon.mock.calls.length]).toEqual([0, 1])
  // The page that came after it is a sound one.
  page.heardReady()
  await page.renew()
  expect([load.mock.calls.length, abandon.mock.calls.length]).toEqual([1, 1])
})

test('a page that is gone is not waited for', async () => {
  const { page, timers } = line({ there: false })
  await page.putAway({ keepPlace: false })
  expect(timers.size).toBe(0)
})
