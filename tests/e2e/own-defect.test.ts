import { describe } from 'vitest'

import { defectContract } from '#db/defect/contract.ts'

import { asDeputy } from './as-deputy.ts'
import { expectAccessible, launch, openPractice, runtime, test } from './fixture.ts'
import { go } from './steps.ts'

/** Closes a defect of the practice case as its deputy leader, while the app is not running. */
function closeAsDeputy(dataFolder: string, no: number): Promise<void> {
  return asDeputy(dataFolder, async (ask) => {
    const { rows } = await ask(defectContract.list, { filter: {} })
    const id = rows.find((row) => row.no === no)?.id ?? ''
    await ask(defectContract.advance, { id, event: 'close', basis: '抽三天走访单，属实' })
  })
}

describe.skipIf(!runtime)('own defects', () => {
  test('a defect is refused at each wrong step with its words, and closed by another member', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await openPractice(xundu)
    await page.keyboard.press('Alt+9')
    await page.getByText('3条本组问题').waitFor()
    await page.getByText('第3轮还没有自查。').waitFor()
    await expectAccessible(page)
    await page.getByRole('row', { name: /看‘前庭’和‘门面’多.*已认领/ }).click()
    const drawer = page.getByRole('dialog', { name: '本组问题2号' })
    await drawer.getByRole('button', { name: '销号', exact: true }).click()
    const refusal = drawer.getByRole('alert')
    await refusal.getByText('不能销号：缺3项').waitFor()
    await refusal.getByText('本组问题未整改，不能销号。').waitFor()
    await refusal.getByText('责任人不能给自己销号。').waitFor()
    await expectAccessible(page)
    await drawer.getByRole('button', { name: '报整改完' }).click()
    await refusal.getByText('没有整改凭据。').waitFor()
    await refusal.getByRole('link', { name: '去填整改凭据' }).click()
    await page.locator('#defect-evidence').fill('六月下旬12个点里，抽签定的有9个')
    await expectAccessible(page)
    await page.keyboard.press('Control+Enter')
    await drawer.getByText('六月下旬12个点里，抽签定的有9个').waitFor()
    await drawer.getByRole('button', { name: '报整改完' }).click()
    await drawer.getByText('报完由责任人以外的组员复核。').waitFor()
    await page.keyboard.press('Control+Enter')
    await drawer.getByText('已报整改完，等别的组员复核。').waitFor()
    await drawer.getByRole('button', { name: '销号', exact: true }).click()
    await refusal.getByText('不能销号：缺1项').waitFor()
    await xundu.end()

    await closeAsDeputy(dataFolder, 2)
    const again = await launch(dataFolder)
    try {
      await openPractice(again)
      await go(again.page, '#/group/defects?states=["closed"]&codes=["R4"]')
      await again.page.getByRole('row', { name: /已销号/ }).click()
      const seen = again.page.getByRole('dialog', { name: '本组问题2号' })
      await seen.getByText('抽三天走访单，属实').waitFor()
      await seen.getByText('沈秋实，6月30日').waitFor()
      await expectAccessible(again.page)
    } finally {
      await again.end()
    }
  })
})
