import type { Locator, Page } from 'playwright-core'
import { describe } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { rectificationContract } from '#db/rectification/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { visitOf } from '#tests/fixtures/visit.ts'

import { asDeputy } from './as-deputy.ts'
import { expectAccessible, launch, openPractice, runtime, test } from './fixture.ts'
import { go, pick } from './steps.ts'

/** A problem that was pointed out, raised by the masses, of which nothing is planned yet. */
const LIST = '#/problems?states=["reminded"]&sources=["masses"]&text="没有入户"'
const MEASURE = '逐户重评，张榜公布名单'

/** Goes to the unit again and finds it solved, as the deputy leader who entered nothing of it. */
function checkAsDeputy(dataFolder: string, no: number): Promise<void> {
  return asDeputy(dataFolder, async (ask) => {
    const { rows } = await ask(problemContract.list, { filter: { text: String(no) } })
    const problem = rows.find((row) => row.no === no)
    const { items } = await ask(rectificationContract.ofProblem, { problemId: problem?.id ?? '' })
    const [me] = await ask(casefileContract.members, {})
    const { id: visitId } = await ask(
      visitContract.save,
      visitOf(problem?.unitId ?? '', {
        startedOn: '2014-06-30',
        endedOn: '2014-06-30',
        members: [me?.id ?? ''],
        items: [],
      }),
    )
    await ask(rectificationContract.check, {
      id: items[0]?.id ?? '',
      checkedOn: '2014-06-30',
      method: 'household',
      visitId,
      result: 'solved',
      words: '抽八户，都按新名单领到了',
    })
  })
}

/** Opens the first problem of the list and answers its number and its rectification. */
async function firstOf(page: Page): Promise<{ no: number; section: Locator }> {
  await go(page, LIST)
  const row = page.getByRole('grid', { name: '问题清单' }).getByRole('row').nth(1)
  await row.click()
  const drawer = page.getByRole('dialog')
  const title =
    (await drawer
      .getByText(/^\d+号 /)
      .first()
      .textContent()) ?? ''
  return {
    no: Number.parseInt(title, 10),
    section: drawer.getByRole('region', { name: '整改', exact: true }),
  }
}

/** Takes the step that a button opens; its form begins with what it needs. */
async function take(section: Locator, step: string): Promise<void> {
  await section.getByRole('button', { name: step, exact: true }).click()
  await section.getByRole('group', { name: step, exact: true }).waitFor()
}

async function confirmStep(section: Locator, step: string): Promise<void> {
  const form = section.getByRole('group', { name: step, exact: true })
  await form.getByRole('button', { name: new RegExp(`^${step}`) }).click()
  await form.waitFor({ state: 'detached' })
}

async function refused(section: Locator, step: string, words: string): Promise<void> {
  await section.getByRole('button', { name: step, exact: true }).click()
  await section.getByRole('alert').getByText(words).waitFor()
  await section.getByRole('button', { name: step, exact: true }).click()
}

describe.skipIf(!runtime)('rectification', () => {
  test('goes from a measure to the striking off and comes back, refused at each wrong step', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await openPractice(xundu)
    const { no, section } = await firstOf(page)
    await take(section, '定整改措施')
    await page.locator('#rect-kind').click()
    await page.keyboard.press('Enter')
    await page.locator('#rect-measure').fill(MEASURE)
    await expectAccessible(page)
    await page.keyboard.press('Control+Enter')
    const item = section.getByRole('region', { name: MEASURE })
    await item.getByText('拟定').first().waitFor()

    await refused(item, '认领', '认领前没写全。')
    await refused(item, '撤销', '撤销由组长定。请组长来撤销。')
    await take(item, '改措施')
    await page.locator('#rect-ownerName').fill('罗永年')
    await page.locator('#rect-deadline').fill('2014-07-20')
    await page.keyboard.press('Enter')
    await page.locator('#rect-test').fill('抽八户，都按新名单领到')
    await page.locator('#rect-unitId').click()
    await pick(page, 'hyx', '和砚县')
    await confirmStep(item, '改措施')
    await item.getByText('和砚县').waitFor()
    await take(item, '认领')
    await confirmStep(item, '认领')
    await take(item, '开始整改')
    await confirmStep(item, '开始整改')

    await take(item, '记单位报完成')
    await page.locator('#rect-claimedOn').fill('2014-07-01')
    await page.keyboard.press('Enter')
    await page.locator('#rect-words').fill('名单已张榜')
    await page.keyboard.press('Control+Enter')
    await item.getByText('日期还没到。改成今天或以前。').waitFor()
    await page.locator('#rect-claimedOn').fill('2014-06-29')
    await page.keyboard.press('Enter')
    await confirmStep(item, '记单位报完成')
    await take(item, '转核查')
    await item.getByText('还没有公示过。').waitFor()
    await confirmStep(item, '转核查')
    await refused(item, '记核查', '单位报完成是你录入的，你不能核查。请另一名成员去。')
    await refused(item, '定为完成', '没有“已解决”的现场核查。')
    await refused(section, '销号', '还有整改没完成。先逐项核查、定为完成。')
    await expectAccessible(page)
    await xundu.end()

    await checkAsDeputy(dataFolder, no)
    const again = await launch(dataFolder)
    try {
      await openPractice(again)
      await strikeOffAndReturn(again.page, no)
    } finally {
      await again.end()
    }
  })
})

async function strikeOffAndReturn(page: Page, no: number): Promise<void> {
  await go(page, `#/problems?text="${no}"`)
  await page.getByRole('row', { name: new RegExp(`(^|\\s)${no} `) }).click()
  const section = page.getByRole('dialog').getByRole('region', { name: '整改', exact: true })
  const item = section.getByRole('region', { name: MEASURE })
  await item.getByText('抽八户，都按新名单领到了').waitFor()
  await refused(item, '定为完成', '没公示，也没写免公示的理由。')
  await take(item, '记公示')
  await page.locator('#rect-place').fill('村务公开栏')
  await page.locator('#rect-audience').fill('全村村民')
  await confirmStep(item, '记公示')
  await take(item, '定为完成')
  await confirmStep(item, '定为完成')

  await section.getByRole('button', { name: '销号', exact: true }).click()
  await section.getByText('群众反映的问题，报完成后还没有问过群众。').waitFor()
  await section.getByRole('button', { name: '销号', exact: true }).click()
  await take(item, '记群众评议')
  await page.locator('#rect-method').click()
  await page.keyboard.press('Enter')
  const counts = { asked: '8', answers: '9', satisfied: '8', partly: '0', dissatisfied: '0' }
  for (const [field, count] of Object.entries(counts)) {
    await page.locator(`#rect-${field}`).fill(count)
  }
  await page.keyboard.press('Control+Enter')
  await item.getByText('数字对不上。').waitFor()
  await page.locator('#rect-answers').fill('8')
  await confirmStep(item, '记群众评议')
  await take(section, '销号')
  await page.locator('#rect-basis').fill('抽户核实，群众认可')
  await confirmStep(section, '销号')
  await section
    .getByText(/抽户核实，群众认可/)
    .first()
    .waitFor()
  await expectAccessible(page)

  await take(item, '记反弹')
  await page.locator('#rect-source').click()
  await page.keyboard.press('Enter')
  await page.locator('#rect-words').fill('又有两户说被换了名字')
  await confirmStep(item, '记反弹')
  await page.getByRole('dialog').getByText('反弹重开').first().waitFor()
  await refused(item, '继续整改', '问题反弹了，先再次点明。')
  await expectAccessible(page)

  await go(page, '#/problems/ageing')
  await page.getByText(/反弹重开\d+条/).waitFor()
  await expectAccessible(page)
}
