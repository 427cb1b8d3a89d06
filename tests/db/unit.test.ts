import { describe, expect, test } from 'vitest'
import type { z } from 'zod'

import { casefileContract } from '#db/casefile/contract.ts'
import { openCaseFile } from '#db/engine/case-file.ts'
import { createStaging } from '#db/engine/staging.ts'
import { unitCommands } from '#db/unit/commands.ts'
import { unitContract } from '#db/unit/contract.ts'
import { provinces } from '#db/unit/divisions.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase, testHost } from '#tests/fixtures/case.ts'
import { openRaw } from '#tests/fixtures/raw.ts'

const county = { level: '30', kind: 'K01' } as const
const pen = {
  memberId: 'id000002',
  deviceId: 'device-1',
  command: 'unit.plantProvince',
  at: '2014-06-11T01:20:00.000Z',
}

async function add(file: TestCase, name: string, parentId: string | null, level = '30') {
  const unit = {
    name,
    kind: 'K01',
    parentId,
    level: unitContract.add.input.shape.level.parse(level),
  }
  return (await file.ask(unitContract.add, { ...unit, kind: 'K01' })).id
}

function names(units: readonly { readonly name: string }[]): readonly string[] {
  return units.map(({ name }) => name)
}

/** Province, two prefectures, a county in each, and a township in the first. */
async function smallTree(file: TestCase) {
  const province = await add(file, '云岭省', null, '10')
  const east = await add(file, '栖云市', province, '20')
  const west = await add(file, '望川市', province, '20')
  const shiliang = await add(file, '石梁县', east)
  const wangping = await add(file, '望坪县', west)
  const qingxi = await add(file, '清溪镇', shiliang, '40')
  return { province, east, west, shiliang, wangping, qingxi }
}

function refusal(code: string, ...about: readonly string[]) {
  return { code: 'refused', reasons: [about.length > 0 ? { code, about } : { code }] }
}

function look(unitId: string, on: string): z.input<typeof visitContract.save.input> {
  return {
    unitId,
    startedOn: on,
    endedOn: on,
    method: 'M07',
    notice: 'unannounced',
    selection: 'drawn',
    members: ['id000002'],
    items: [],
  }
}

describe('the tree of a province', () => {
  test('is planted by one command, once', async () => {
    const file = await testCase()
    expect(await file.ask(unitContract.plantProvince, { code: '500000' })).toEqual({ added: 39 })
    const [root, ...others] = await file.ask(unitContract.children, { parentId: null })
    expect([root?.name, root?.children, others]).toEqual(['重庆市', 38, []])
    const under = await file.ask(unitContract.children, { parentId: root?.id ?? '' })
    expect(names(under)).toEqual(expect.arrayContaining(['巫山县', '渝中区']))
    await expect(file.ask(unitContract.plantProvince, { code: '510000' })).rejects.toMatchObject(
      refusal('unit.tree-not-empty'),
    )
    expect((await file.ask(casefileContract.summary, {})).units).toBe(39)
  })

  test('gives each county the prefecture that it lies in', async () => {
    const file = await testCase()
    await file.ask(unitContract.plantProvince, { code: '510000' })
    const prefectures = await file.ask(unitContract.prefectures, {})
    expect(prefectures).toHaveLength(21)
    const [found] = await file.ask(unitContract.search, { text: '汶川县' })
    expect(await file.ask(unitContract.one, { id: found?.id ?? '' })).toMatchObject({
      code: '513221',
      prefectureName: '阿坝藏族羌族自治州',
      path: [{ name: '四川省' }, { name: '阿坝藏族羌族自治州' }],
    })
  })

  test('every one of the 34 can be planted', async () => {
    const { folder, service } = await testCase()
    await service.close()
    const handle = await openRaw(folder)
    const file = await openCaseFile(handle, [])
    const world = {
      ...testHost(),
      actor: 'id000002',
      staging: createStaging(),
      bulk: file.bulk,
      pause: () => Promise.resolve(),
    }
    for (const { code, name, prefectures, counties } of provinces()) {
      // Taken back each time, since a case file holds one province.
      const planting = file.write(pen, async (writer) => {
        const { added } = await unitCommands.plantProvince(writer, { code }, world)
        file.bulk.flush()
        const n = handle.prepare('select count(*) from unit').pluck().get()
        throw new Error(`${name} ${added} ${String(n)}`)
      })
      const size = 1 + prefectures + counties
      await expect(planting).rejects.toThrow(`${name} ${size} ${size}`)
    }
  })

  test('of an unknown code is refused', async () => {
    const file = await testCase()
    await expect(file.ask(unitContract.plantProvince, { code: '990000' })).rejects.toMatchObject(
      refusal('unit.unknown-province'),
    )
  })
})

test('a ministry gets its template, which is then its own to change', async () => {
  const file = await testCase()
  expect(await file.ask(unitContract.plantMinistry, { name: '水利部' })).toEqual({ added: 10 })
  const [root] = await file.ask(unitContract.children, { parentId: null })
  expect(root).toMatchObject({ name: '水利部', level: '00' })
  const parts = await file.ask(unitContract.children, { parentId: root?.id ?? '' })
  expect(names(parts)).toEqual(['司局', '直属单位', '垂直管理'])
  await add(file, '长江水利委员会', parts[1]?.id ?? '', '01')
})

describe('changing the tree', () => {
  test('a new unit stands last among its siblings, and no two of them have one name', async () => {
    const file = await testCase()
    const { province, east, west } = await smallTree(file)
    await add(file, '阿里市', province, '20')
    const under = await file.ask(unitContract.children, { parentId: province })
    expect(names(under)).toEqual(['栖云市', '望川市', '阿里市'])
    await expect(add(file, '石梁县', east)).rejects.toMatchObject(
      refusal('unit.name-taken', '石梁县'),
    )
    await add(file, '石梁县', west)
    await expect(add(file, '石梁县', 'id999999')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a code belongs to one unit', async () => {
    const file = await testCase()
    const unit = { ...county, name: '石梁县', code: '990101', parentId: null }
    await file.ask(unitContract.add, unit)
    await expect(file.ask(unitContract.add, { ...unit, name: '望坪县' })).rejects.toMatchObject(
      refusal('unit.code-taken', '990101', '石梁县'),
    )
  })

  test('a renamed unit is found by its new name and spelling only', async () => {
    const file = await testCase()
    const { shiliang } = await smallTree(file)
    await file.ask(unitContract.rename, { id: shiliang, name: '长乐县' })
    expect(names(await file.ask(unitContract.search, { text: 'changle' }))).toEqual(['长乐县'])
    expect(await file.ask(unitContract.search, { text: '石梁县' })).toEqual([])
    await file.ask(unitContract.rename, { id: shiliang, name: '长乐县' })
  })

  test('what is moved takes its whole branch to another prefecture', async () => {
    const file = await testCase()
    const { shiliang, west, qingxi } = await smallTree(file)
    await file.ask(unitContract.move, { id: shiliang, parentId: west })
    expect(await file.ask(unitContract.one, { id: qingxi })).toMatchObject({
      prefectureName: '望川市',
      path: [{ name: '云岭省' }, { name: '望川市' }, { name: '石梁县' }],
    })
  })

  test('nothing is moved under itself, however deep, nor beside its namesake', async () => {
    const file = await testCase()
    const { province, east, west, qingxi } = await smallTree(file)
    for (const [id, parentId] of [
      [province, province],
      [province, east],
      [province, qingxi],
      [east, qingxi],
    ] as const) {
      await expect(file.ask(unitContract.move, { id, parentId })).rejects.toMatchObject(
        refusal('unit.under-itself'),
      )
    }
    const twin = await add(file, '石梁县', west)
    await expect(file.ask(unitContract.move, { id: twin, parentId: east })).rejects.toMatchObject(
      refusal('unit.name-taken', '石梁县'),
    )
  })

  test('a unit that becomes a prefecture is one for all below it, and no longer is one after', async () => {
    const file = await testCase()
    const { shiliang, qingxi } = await smallTree(file)
    await file.ask(unitContract.classify, { id: shiliang, level: '20', kind: 'K01' })
    const prefectureOf = async () =>
      (await file.ask(unitContract.one, { id: qingxi })).prefectureName
    expect(await prefectureOf()).toBe('石梁县')
    await file.ask(unitContract.classify, { id: shiliang, level: '30', kind: 'K01' })
    expect(await prefectureOf()).toBe('栖云市')
  })
})

describe('closing a unit', () => {
  test('keeps it for visits up to its last day, and refuses later ones', async () => {
    const file = await testCase()
    const { wangping } = await smallTree(file)
    await file.ask(unitContract.close, { id: wangping, validTo: '2014-06-05' })
    await file.ask(visitContract.save, look(wangping, '2014-06-05'))
    const late = file.ask(visitContract.save, look(wangping, '2014-06-06'))
    await expect(late).rejects.toMatchObject(refusal('visit.unit-was-closed', '2014-06-05'))
    await file.ask(unitContract.close, { id: wangping, validTo: null })
    await file.ask(visitContract.save, look(wangping, '2014-06-06'))
  })

  test('hides it from the search after that day, but not from one who asks for closed ones', async () => {
    const file = await testCase({ today: '2014-06-11' })
    const { wangping } = await smallTree(file)
    const search = async (includeClosed: boolean) =>
      file.ask(unitContract.search, { text: '望坪', includeClosed })
    await file.ask(unitContract.close, { id: wangping, validTo: '2014-06-11' })
    expect(await search(false)).toMatchObject([{ name: '望坪县', closed: false }])
    await file.ask(unitContract.close, { id: wangping, validTo: '2014-06-10' })
    expect(await search(false)).toEqual([])
    expect(await search(true)).toMatchObject([{ name: '望坪县', closed: true }])
  })

  test('waits for the units below it, and for its last visit', async () => {
    const file = await testCase()
    const { shiliang, qingxi } = await smallTree(file)
    const close = (id: string, validTo: string) => file.ask(unitContract.close, { id, validTo })
    await expect(close(shiliang, '2014-06-05')).rejects.toMatchObject(
      refusal('unit.has-open-children', '清溪镇'),
    )
    await close(qingxi, '2014-06-08')
    await expect(close(shiliang, '2014-06-05')).rejects.toMatchObject(
      refusal('unit.has-open-children', '清溪镇'),
    )
    await file.ask(visitContract.save, look(shiliang, '2014-06-09'))
    await expect(close(shiliang, '2014-06-08')).rejects.toMatchObject(
      refusal('unit.visited-later', '2014-06-09'),
    )
    await close(shiliang, '2014-06-09')
  })

  test('is not possible before it began', async () => {
    const file = await testCase()
    const unit = { ...county, name: '新城县', parentId: null, validFrom: '2014-05-01' }
    const { id } = await file.ask(unitContract.add, unit)
    const early = file.ask(unitContract.close, { id, validTo: '2014-04-30' })
    await expect(early).rejects.toMatchObject(refusal('unit.closed-before-start', '2014-05-01'))
    await file.ask(unitContract.close, { id, validTo: '2014-05-01' })
  })
})

describe('search over a real tree', () => {
  test.each([
    ['cqws', '巫山县'],
    ['ｃｑｗｓ', '巫山县'],
    ['CQ WS', '巫山县'],
    ['wushanxian', '巫山县'],
    ['重庆巫山', '巫山县'],
    ['巫山', '巫山县'],
    ['chongqing', '重庆市'],
    ['cqs', '重庆市'],
    ['yuzhong', '渝中区'],
  ])('%s finds %s first', async (text, name) => {
    const file = await testCase()
    await file.ask(unitContract.plantProvince, { code: '500000' })
    const [first] = await file.ask(unitContract.search, { text })
    expect(first?.name).toBe(name)
  })

  test('puts the whole name before its beginning, and the beginning before the middle', async () => {
    const file = await testCase()
    for (const name of ['清溪', '大清溪镇', '清溪镇', '上清溪村']) {
      await add(file, name, null, name === '上清溪村' ? '50' : '40')
    }
    const found = await file.ask(unitContract.search, { text: '清溪' })
    expect(names(found)).toEqual(['清溪', '清溪镇', '大清溪镇', '上清溪村'])
    expect(await file.ask(unitContract.search, { text: '清溪', limit: 2 })).toHaveLength(2)
  })
})
