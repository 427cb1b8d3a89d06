import { expect, test, vi } from 'vitest'

import { canHideFromScreen, hideFromScreen } from '#electron/screen.ts'

const wanted = { idleMinutes: 5, onMinimise: false, hideFromScreen: true }
const practice = { practice: true }
const real = { practice: false }

test.each([
  ['win32', true],
  ['darwin', true],
  ['linux', false],
] as const)('on %s a window can keep itself out of pictures: %s', (platform, can) => {
  expect(canHideFromScreen(platform)).toBe(can)
})

test.each([
  ['the start page', null, true, true],
  ['a case', real, true, true],
  ['the practice case', practice, true, false],
  ['a case, when it was turned off', real, false, false],
] as const)('%s', (_what, open, on, hidden) => {
  const setContentProtection = vi.fn()
  const window = { isDestroyed: () => false, setContentProtection }
  hideFromScreen(window, { ...wanted, hideFromScreen: on }, open, 'win32')
  expect(setContentProtection.mock.calls).toEqual([[hidden]])
  hideFromScreen(window, wanted, open, 'linux')
  expect(setContentProtection.mock.calls).toHaveLength(1)
})

test('a window that is gone is left alone', () => {
  const setContentProtection = vi.fn()
  hideFromScreen({ isDestroyed: () => true, setContentProtection }, wanted, real, 'darwin')
  expect(setContentProtection).not.toHaveBeenCalled()
})
