import { describe, expect } from 'vitest'

import { clickMenu, openPractice, runtime, test } from './fixture.ts'
import { beginVisit, expectLocked, NOTE, PATIENT, watchForks, whereabouts } from './lock-steps.ts'
import { go } from './steps.ts'

function readSorts(heads: readonly Element[]): unknown[] {
  return heads.map((head) => [head.textContent, head.getAttribute('aria-sort')])
}

describe.skipIf(!runtime)('a lock', () => {
  test('gives back a half-filled form, with its scroll and its caret, past an open dialog', async ({
    xundu,
    page,
  }) => {
    await page.setViewportSize({ width: 1100, height: 560 })
    await watchForks(xundu.electron)
    await openPractice(xundu)
    await beginVisit(page)
    await page.locator('#visit-note').evaluate((field) => field.scrollIntoView({ block: 'start' }))
    const before = await whereabouts(page)
    expect(before).toMatchObject({ focus: 'visit-note', caret: [8, 12] })
    expect(before.scrolled.length).toBeGreaterThan(0)
    await page.keyboard.press('Control+/')
    await page.getByRole('dialog').waitFor()
    await clickMenu(xundu.electron, 'lock')
    await expectLocked(xundu)

    await openPractice(xundu)
    await page.locator('#visit-note').waitFor()
    await expect.poll(() => page.locator('#visit-note').inputValue(), PATIENT).toBe(NOTE)
    await page.locator('.visit-form').getByText('和砚县').first().waitFor()
    await expect.poll(() => whereabouts(page), PATIENT).toEqual(before)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('of a sleeping machine keeps what was typed last, with a list of choices open', async ({
    xundu,
    page,
  }) => {
    await watchForks(xundu.electron)
    await openPractice(xundu)
    await beginVisit(page)
    await page.locator('#visit-method').focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-dropdown').last().waitFor()
    await xundu.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
    await expectLocked(xundu)

    await openPractice(xundu)
    await expect.poll(() => page.locator('#visit-note').inputValue(), PATIENT).toBe(NOTE)
    await expect.poll(() => whereabouts(page), PATIENT).toMatchObject({ focus: 'visit-method' })
    expect(await whereabouts(page)).toMatchObject({ place: expect.stringContaining('surprise') })
  })

  test('gives back a list as it was filtered, sorted and scrolled, and the step begun beside it', async ({
    xundu,
    page,
  }) => {
    await watchForks(xundu.electron)
    await openPractice(xundu)
    await go(page, '#/problems?states=["lead"]&text=县')
    const grid = page.getByRole('grid', { name: '问题清单' })
    await page.getByRole('columnheader', { name: '单位' }).getByRole('button').click()
    await grid.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: '不成立' }).click()
    await drawer.getByRole('textbox').fill('乡里停电，走错了门')
    await drawer.getByRole('textbox').press('ArrowLeft')
    const before = await whereabouts(page)
    expect(before).toMatchObject({ focus: 'problem-step-dismiss', caret: [8, 8] })
    expect(before.scrolled.map(([name]) => name)).toContain('record-grid problem-grid')
    const sorted = await page.locator('[aria-sort]').evaluateAll(readSorts)
    await page.keyboard.press('Control+l')
    await expectLocked(xundu)

    await openPractice(xundu)
    await drawer.getByRole('textbox').waitFor()
    expect(await drawer.getByRole('textbox').inputValue()).toBe('乡里停电，走错了门')
    await expect.poll(() => whereabouts(page), PATIENT).toEqual(before)
    expect(await page.locator('[aria-sort]').evaluateAll(readSorts)).toEqual(sorted)
  })

  test.for([
    ['改名', '和砚县改'],
    ['撤销', '2014-03-05'],
  ] as const)(
    'gives back the change of a unit that was begun: %s',
    async ([action, typed], { xundu, page }) => {
      await openPractice(xundu)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('和砚县')
      const units = page.locator('.ant-select-item-option:has(.unit-choice)')
      await units.filter({ hasText: '和砚县' }).first().click()
      await page.getByRole('button', { name: action, exact: true }).click()
      const field = page.locator('.unit-form input')
      await field.fill(typed)
      await field.press('Tab')
      await clickMenu(xundu.electron, 'lock')
      await page.locator('.start').waitFor()
      await openPractice(xundu)
      await field.waitFor()
      expect(await field.inputValue()).toBe(typed)
    },
  )
})
