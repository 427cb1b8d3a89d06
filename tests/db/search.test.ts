import { expect, test } from 'vitest'

import { closeDatabase } from '#db/engine/open-database.ts'
import { randomFrom } from '#db/kernel/random.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { COUNTED, searchContract, SearchKind } from '#db/search/contract.ts'
import { holds } from '#db/search/rules.ts'
import { sources } from '#db/search/sources.ts'
import { unitContract } from '#db/unit/contract.ts'
import { reopen, testCase, type TestCase } from '#tests/fixtures/case.ts'
import { openRaw } from '#tests/fixtures/raw.ts'

type Text = { readonly id: string; readonly text: string }

const county = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const

async function problem(file: TestCase, unitId: string, what: string): Promise<string> {
  const saved = await file.ask(problemContract.save, {
    unitId,
    foundOn: '2014-05-29',
    problemType: 'T02',
    what,
    severity: 'ordinary',
    source: 'masses',
    persons: [{ name: '周明', post: '中心副主任', part: 'direct' }],
  })
  return saved.id
}

async function found(file: TestCase, text: string): Promise<readonly string[]> {
  const groups = await file.ask(searchContract.find, { text, limit: 50 })
  return groups.flatMap(({ hits }) => hits.map(({ title, match }) => `${title}｜${match}`))
}

test('a record is found by any part of its text, by its people, and no longer by what it said before', async () => {
  const file = await testCase()
  const { id: unitId } = await file.ask(unitContract.add, county)
  const id = await problem(file, unitId, '3号窗口半小时无人值守，ＡＢ卡')
  for (const [text, match] of [
    ['无', '无'],
    ['口半', '口半'],
    ['值守，ab', '值守，ＡＢ'],
    ['周明', '周明'],
    ['副主任 值守', '副主任'],
  ] as const) {
    expect([text, await found(file, text)]).toEqual([text, [`1 · 石梁县｜${match}`]])
  }
  expect(await found(file, '"窗口')).toEqual([])
  await file.ask(problemContract.save, {
    id,
    unitId,
    foundOn: '2014-05-29',
    problemType: 'T02',
    what: '窗口排队两小时',
    severity: 'ordinary',
    source: 'masses',
  })
  expect(await found(file, '值守')).toEqual([])
  expect(await found(file, '周明')).toEqual([])
  expect(await found(file, '两小')).toEqual(['1 · 石梁县｜两小'])
})

test('a unit is found by Chinese, pinyin and initials, under its new name too', async () => {
  const file = await testCase()
  const { id } = await file.ask(unitContract.add, county)
  for (const text of ['石梁', 'slx', 'shiliang']) {
    expect([text, (await found(file, text)).length]).toEqual([text, 1])
  }
  await file.ask(unitContract.rename, { id, name: '望坪县' })
  expect(await found(file, 'slx')).toEqual([])
  expect(await found(file, 'wpx')).toEqual(['望坪县｜'])
})

test('the newest of each kind come first, and a page follows the other', async () => {
  const file = await testCase()
  const { id: unitId } = await file.ask(unitContract.add, county)
  for (const number of ['甲', '乙', '丙']) await problem(file, unitId, `窗口${number}`)
  const page = async (offset: number) => {
    const groups = await file.ask(searchContract.find, { text: '窗口', offset, limit: 2 })
    return groups.flatMap(({ hits }) => hits.map(({ after }) => after.slice(0, 1)))
  }
  expect([await page(0), await page(2), await page(4)]).toEqual([['丙', '乙'], ['甲'], []])
  expect(await file.ask(searchContract.count, { text: '窗口' })).toEqual([
    { kind: 'problem', count: 3 },
  ])
})

/** Every text of the case, by kind, as the records hold it. */
async function textsIn(folder: string): Promise<ReadonlyMap<SearchKind, readonly Text[]>> {
  const handle = await openRaw(folder)
  const texts = new Map(
    SearchKind.options.map((kind) => [kind, handle.prepare<[], Text>(sources[kind].select).all()]),
  )
  closeDatabase(handle)
  return texts
}

/** Parts of texts, and some that no text holds. */
function queriesFrom(texts: readonly Text[], count: number): readonly string[] {
  const random = randomFrom('search')
  return Array.from({ length: count }, () => {
    const characters = Array.from(random.pick(texts).text)
    const length = random.whole(1, 5)
    const from = random.whole(0, Math.max(0, characters.length - length))
    const part = characters.slice(from, from + length)
    return (random.chance(0.1) ? part.toReversed() : part).join('')
  }).filter((query) => query.trim() !== '')
}

test('finds what a search through all texts one by one finds, before and after the index is made', async () => {
  const file = await testCase({ practice: true })
  await file.ask(practiceContract.load, {})
  const during = await file.ask(searchContract.count, { text: '群众' })
  await file.service.close()
  const texts = await textsIn(file.folder)
  const expected = (text: string) =>
    SearchKind.options.flatMap((kind) => {
      const count = (texts.get(kind) ?? []).filter((each) => holds(each.text, text)).length
      return count > 0 ? [{ kind, count: Math.min(count, COUNTED + 1) }] : []
    })
  expect(during).toEqual(expected('群众'))

  const later = await reopen(file.folder)
  for (const text of queriesFrom([...texts.values()].flat(), 300)) {
    expect([text, await later.ask(searchContract.count, { text })]).toEqual([text, expected(text)])
  }
})

test('what the group found in itself, and what a local group told, is found as well', async () => {
  const file = await testCase({ practice: true })
  await file.ask(practiceContract.load, {})
  const kindsOf = async (text: string) =>
    (await file.ask(searchContract.find, { text })).map(({ kind }) => kind)
  expect(await kindsOf('梁守正')).toEqual(['localGroup'])
  expect(await kindsOf('通报本组安排')).toEqual(['localGroup'])
  expect(await kindsOf('后院')).toContain('ownDefect')
})
