import type { Page } from 'playwright-core'

/** Makes the sheet that waits, types back what is asked, and answers what stands on the paper. */
export async function keepSheet(page: Page): Promise<string> {
  await page.getByRole('button', { name: '做一张' }).click()
  const groups = await printedGroups(page)
  await page.getByRole('button', { name: '已印好，照纸输三组' }).click()
  await typeBack(page, groups)
  await page.getByText('恢复单算数了。锁进保险柜，与电脑分开。').waitFor()
  return groups.join(' ')
}

/** The fifteen groups as they stand on the paper. */
export async function printedGroups(page: Page): Promise<readonly string[]> {
  await page.locator('.vault-groups li').last().waitFor()
  return page.locator('.vault-groups b').allTextContents()
}

/** Fills in the groups that are asked for, and has them checked. */
export async function typeBack(page: Page, groups: readonly string[]): Promise<void> {
  const fields = page.getByRole('textbox', { name: /^第\d+组$/ })
  await fields.first().waitFor()
  for (const field of await fields.all()) {
    const place = Number((await field.getAttribute('id'))?.split('-').at(-1))
    await field.fill((groups[place] ?? '').toLowerCase())
  }
  await page.getByRole('button', { name: '核对' }).click()
}

/** The same for a sheet in three: what is asked of each paper. */
export async function typeBackSplit(
  page: Page,
  papers: readonly (readonly string[])[],
): Promise<void> {
  const fields = page.getByRole('textbox', { name: /^第\d+张第\d+组$/ })
  await fields.first().waitFor()
  for (const field of await fields.all()) {
    const [paper = 0, place = 0] =
      (await field.getAttribute('id'))?.split('-').slice(-2).map(Number) ?? []
    await field.fill(papers[paper - 1]?.[place] ?? '')
  }
  await page.getByRole('button', { name: '核对' }).click()
}
