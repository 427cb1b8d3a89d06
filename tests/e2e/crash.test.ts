import { describe, expect } from 'vitest'

import { launch, openPractice, runtime, test, type Xundu } from './fixture.ts'
import { go } from './steps.ts'

async function beginVisit({ page }: Xundu): Promise<void> {
  await go(page, '#/rounds/visits?form=new')
  await page.locator('#visit-unitId').waitFor()
  await page.keyboard.type('和砚县')
  await page.locator('.ant-select-item-option-active', { hasText: '和砚县' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('#visit-note').fill('门口的牌子写着下乡，人在里屋')
  await page.getByText(/每次停顿自动加密保存，上次 \d/).waitFor()
}

describe.skipIf(!runtime)('a crash', () => {
  test('in the middle of a form leaves its draft, which comes back with its time and what differs', async ({
    xundu,
    dataFolder,
  }) => {
    await openPractice(xundu)
    await beginVisit(xundu)
    await xundu.crash()

    const again = await launch(dataFolder)
    try {
      await openPractice(again)
      const { page } = again
      await go(page, '#/rounds/visits')
      await page.getByRole('link', { name: /草稿：和砚县.*接着填/ }).click()
      const strip = page.getByRole('alert').filter({ hasText: '的草稿没存定' })
      expect(await strip.textContent()).toMatch(/与现在不同的是：.*单位/)
      await strip.getByRole('button', { name: '恢复' }).click()
      expect(await page.locator('#visit-note').inputValue()).toBe('门口的牌子写着下乡，人在里屋')
      const unit = page.locator('.ant-select', { has: page.locator('#visit-unitId') })
      expect(await unit.textContent()).toContain('和砚县')
    } finally {
      await again.end()
    }
  })
})
