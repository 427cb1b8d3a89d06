import { expect } from 'vitest'

import { expectAccessible, openPractice, test } from './fixture.ts'
import { go } from './steps.ts'

test('每条记录的改动历史：谁、何时、在哪台、从什么改成什么', async ({ xundu, page }) => {
  await openPractice(xundu)
  await go(page, '#/units')
  await page.locator('.unit-list .ant-tree-title, .unit-list [role=treeitem]').first().click()
  await page.getByRole('button', { name: '改名' }).click()
  const name = page.locator('.unit-board form input').first()
  const before = await name.inputValue()
  await name.fill(`${before}（更名）`)
  await name.press('Enter')
  await page.getByRole('heading', { name: `${before}（更名）` }).waitFor()
  await page.getByRole('button', { name: '改动历史' }).click()
  const entries = page.locator('.record-history-entries > ol > li')
  await entries.nth(1).waitFor()
  expect(await entries.count()).toBe(2)
  const newest = (await entries.first().textContent()) ?? ''
  expect(newest).toContain('演练人员')
  expect(newest).toContain('单位改名')
  expect(newest).toContain('本机')
  expect(newest).toContain(`名称${before} → ${before}（更名）`)
  expect(await entries.last().textContent()).toContain('装入演练数据')
  await expectAccessible(page)

  await go(page, '#/problems')
  await page.locator('.record-row').first().click()
  await page.getByRole('button', { name: '改动历史' }).click()
  const made = page.locator('.record-history-entries > ol > li').last()
  await made.waitFor()
  expect(await made.textContent()).toContain('写入问题')
  expect(await made.textContent()).toContain('问题类型')
  await expectAccessible(page)
})

test('记录页能展开一次改动看改了什么，页尾有可打印的短码', async ({ xundu, page }) => {
  await openPractice(xundu)
  await go(page, '#/case/history')
  const code = page.locator('.journal-groups')
  await code.waitFor()
  expect(await code.textContent()).toMatch(/^([2-9A-HJKMNP-Z]{4} ){11}[2-9A-HJKMNP-Z]{4}$/)
  const loaded = page.locator('.ant-table-row', { hasText: '装入演练数据' })
  await loaded.locator('.ant-table-row-expand-icon').click()
  await page.locator('.change-list > li').nth(19).waitFor()
  await expectAccessible(page)
  await loaded.locator('.ant-table-row-expand-icon').click()

  await page.getByRole('combobox', { name: '看组员、轮次的改动历史' }).fill('沈秋实')
  await page.keyboard.press('Enter')
  const made = page.locator('.journal-others .record-history-entries > ol > li')
  await made.waitFor()
  expect(await made.textContent()).toContain('写入组员姓名沈秋实职务副组长')
})
