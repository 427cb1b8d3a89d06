import type { Page } from 'playwright-core'

/** Goes to an address of the app, such as `#/problems`. */
export async function go(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, place)
}

/** Types into the picker that has the focus and takes the first answer. */
export async function pick(page: Page, text: string, answer: string): Promise<void> {
  await page.keyboard.type(text)
  const active = page.locator('.ant-select-item-option-active:visible', { hasText: answer })
  await active.waitFor()
  await page.keyboard.press('Enter')
}
