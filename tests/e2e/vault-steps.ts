import type { Locator, Page } from 'playwright-core'

/** A new case of one member, by the start page; its first recovery sheet is left for later. */
export async function makeCase(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('button', { name: /新建案卷/ }).click()
  await page.getByLabel('案卷名称').fill('云岭省')
  await page.getByLabel('本组名称').fill('中央第九巡回督导组')
  await page.getByLabel('我的姓名').fill('林若川')
  await type(page.getByLabel('口令', { exact: true }), passphrase)
  await type(page.getByLabel('再输一遍口令'), passphrase)
  await page.getByLabel('本案卷不录入国家秘密').check()
  await page.getByRole('button', { name: '建案卷' }).click()
  await page.getByRole('heading', { name: '恢复单' }).waitFor()
  await page.getByRole('button', { name: '以后再做' }).click()
  await page.locator('.shell').waitFor()
}

export async function lockCase(page: Page): Promise<void> {
  await page.keyboard.press('Control+l')
  await page.locator('#unlock-passphrase').waitFor()
}

/** Types a passphrase at the door and sends it off. */
export async function tryPassphrase(page: Page, passphrase: string): Promise<void> {
  await type(page.locator('#unlock-passphrase'), passphrase)
  await page.keyboard.press('Enter')
}

/**
 * Types sign by sign, as a person does: of what is filled in at once, the debugger would keep
 * copies in every process on the way.
 */
async function type(field: Locator, text: string): Promise<void> {
  await field.focus()
  for (const sign of text) await field.page().keyboard.insertText(sign)
}
