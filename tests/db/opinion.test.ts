import { describe, expect, test } from 'vitest'
import type { z } from 'zod'

import { informantContract } from '#db/informant/contract.ts'
import { journalContract } from '#db/journal/contract.ts'
import { opinionContract } from '#db/opinion/contract.ts'
import { redactedText } from '#db/opinion/rules/redaction.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { outcomeOf, openRaw, tried } from '#tests/fixtures/raw.ts'
import { ME, unitOf, visitOf } from '#tests/fixtures/visit.ts'

type Sealed = z.input<typeof opinionContract.seal.input>

function said(unitId: string, change: Partial<Sealed> = {}): Sealed {
  return {
    unitId,
    heardOn: '2014-05-29',
    heardTime: '15:05',
    place: '大厅门口',
    speakerKind: 'V03',
    channel: 'CH1',
    directness: 'direct',
    thirdPerson: false,
    verbatim: '跑了四趟，最后一趟说章盖歪了。',
    heardBy: ME,
    ...change,
  }
}

async function sealed(file: TestCase, change: Partial<Sealed> = {}) {
  const unitId = change.unitId ?? (await unitOf(file))
  const { id } = await file.ask(opinionContract.seal, said(unitId, change))
  return { unitId, id }
}

const all = { filter: {} } as const

describe('the words', () => {
  test('are stored as they were said, and their hash shows it (INV-2)', async () => {
    const file = await testCase()
    const verbatim = '“𠮷家的路，唉……”\n  他摆摆手👋'
    const { id } = await sealed(file, { verbatim })
    const one = await file.ask(opinionContract.one, { id })
    expect(one).toMatchObject({ verbatim, intact: true, no: 1, heardBy: '林若川' })
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('take one form of each character, and nothing that could not be read back', async () => {
    const file = await testCase()
    const unitId = await unitOf(file)
    const { id } = await sealed(file, { unitId, verbatim: 'e\u0301\uD800趟' })
    const one = await file.ask(opinionContract.one, { id })
    expect([one.verbatim, one.intact]).toEqual(['é\uFFFD趟', true])
    for (const verbatim of ['', ' \n', '\0', '跑了\0四趟', '长'.repeat(5001)]) {
      const refused = file.ask(opinionContract.seal, said(unitId, { verbatim }))
      await expect(refused).rejects.toMatchObject({ reasons: [{ code: 'call.malformed' }] })
    }
  })

  test('that were altered past the door are told (INV-2)', async () => {
    const file = await testCase()
    const { id } = await sealed(file)
    await file.service.close()
    const handle = await openRaw(file.folder)
    handle.exec('drop trigger opinionIsSealed; drop trigger capture_opinion_update')
    handle.exec(`update opinion set verbatim = '跑了一趟'`)
    handle.close()
    const { reopen } = await import('#tests/fixtures/case.ts')
    const again = await reopen(file.folder)
    expect((await again.ask(opinionContract.one, { id })).intact).toBe(false)
    expect((await again.ask(opinionContract.list, all)).rows[0]?.intact).toBe(false)
  })

  test('are changed and taken away by no path (INV-1)', async () => {
    const file = await testCase()
    await sealed(file)
    const commands = Object.keys(opinionContract)
    expect(commands.filter((name) => /save|edit|delete|remove|change/i.test(name))).toEqual([])
    await file.service.close()
    const handle = await openRaw(file.folder)
    const outcome = (statement: string) => tried(handle, () => outcomeOf(handle, statement))
    expect(outcome(`update opinion set verbatim = '改'`)).toBe('opinion.is-sealed')
    expect(outcome(`update opinion set no = 9`)).toBe('opinion.is-sealed')
    expect(outcome(`delete from opinion`)).toBe('opinion.is-kept')
    expect(outcome(`insert or replace into opinion select * from opinion`)).toBe('opinion.is-kept')
    expect(outcome(`update or replace opinion set id = id`)).toBe('opinion.is-sealed')
  })

  test('are refused while they lack what their way asks for', async () => {
    const file = await testCase()
    const unitId = await unitOf(file)
    const seal = (change: Partial<Sealed>) => file.ask(opinionContract.seal, said(unitId, change))
    await expect(seal({ heardTime: null })).rejects.toMatchObject({
      reasons: [{ code: 'opinion.direct-without-time' }],
    })
    await expect(seal({ channel: 'CH10' })).rejects.toMatchObject({
      reasons: [{ code: 'opinion.way-disagrees' }],
    })
    await expect(seal({ unitId: 'none' })).rejects.toMatchObject({
      reasons: [{ code: 'unit.unknown' }],
    })
  })
})

describe('a mishearing', () => {
  test('is corrected by a second record; both stay, the list shows the newer (INV-3)', async () => {
    const file = await testCase()
    const { unitId, id: first } = await sealed(file)
    const { id } = await sealed(file, { unitId, verbatim: '跑了十趟。', supersedes: first })
    const { total, rows } = await file.ask(opinionContract.list, all)
    expect([total, rows.map((row) => row.id)]).toEqual([1, [id]])
    const one = await file.ask(opinionContract.one, { id })
    expect(one.former).toMatchObject([{ id: first, verbatim: '跑了四趟，最后一趟说章盖歪了。' }])
    expect((await file.ask(opinionContract.one, { id: first })).successor).toMatchObject({ id })
    const twice = file.ask(opinionContract.seal, said(unitId, { supersedes: first }))
    await expect(twice).rejects.toMatchObject({
      reasons: [{ code: 'opinion.has-successor', about: ['1'] }],
    })
    const other = await unitOf(file, '望坪县')
    await expect(
      file.ask(opinionContract.seal, said(other, { supersedes: id })),
    ).rejects.toMatchObject({ reasons: [{ code: 'opinion.supersedes-another-unit' }] })
  })

  test('stays one voice of its event', async () => {
    const file = await testCase()
    const { unitId, id: first } = await sealed(file)
    const cluster = await file.ask(opinionContract.gather, { name: '盖章', opinionIds: [first] })
    const { id } = await sealed(file, { unitId, verbatim: '跑了十趟。', supersedes: first })
    expect(await file.ask(opinionContract.clusters, {})).toMatchObject({
      voices: 1,
      events: 1,
      rows: [{ id: cluster.id, voices: 1 }],
    })
    expect((await file.ask(opinionContract.one, { id })).clusterName).toBe('盖章')
  })
})

describe('codes', () => {
  test('lie over a span or the whole, may be changed and taken away, and leave a history', async () => {
    const file = await testCase()
    const { id: opinionId } = await sealed(file, { verbatim: '𠮷家跑了四趟' })
    const code = { opinionId, problemType: 'T18', wind: 'F2' } as const
    const { id } = await file.ask(opinionContract.code, {
      ...code,
      span: { fromChar: 0, toChar: 6 },
      strong: true,
    })
    await file.ask(opinionContract.code, { opinionId, intent: 'suggestion' })
    expect((await file.ask(opinionContract.one, { id: opinionId })).codeList).toMatchObject([
      { fromChar: null, toChar: null, intent: 'suggestion', strong: false },
      { id, fromChar: 0, toChar: 6, problemType: 'T18', strong: true },
    ])
    await file.ask(opinionContract.code, { ...code, id, problemType: 'T02' })
    await file.ask(opinionContract.uncode, { id })
    const history = await file.ask(journalContract.ofRecord, { table: 'opinion', id: opinionId })
    expect(history.rows.map(({ command }) => command)).toEqual([
      'opinion.uncode',
      'opinion.code',
      'opinion.code',
      'opinion.code',
      'opinion.seal',
    ])
    await expect(file.ask(opinionContract.uncode, { id })).rejects.toMatchObject({
      reasons: [{ code: 'opinion.unknown-code' }],
    })
  })

  test('stay inside the words, counted in characters and not in units of UTF-16 (INV-8)', async () => {
    const file = await testCase()
    const { id: opinionId } = await sealed(file, { verbatim: '𠮷家👋' })
    const span = (fromChar: number, toChar: number) =>
      file.ask(opinionContract.code, { opinionId, span: { fromChar, toChar } })
    await span(0, 3)
    for (const [from, to] of [
      [0, 4],
      [2, 2],
      [2, 1],
    ] as const) {
      await expect(span(from, to)).rejects.toMatchObject({
        reasons: [{ code: 'opinion.range-outside' }],
      })
    }
  })

  test('make the list answer what is coded and what is strong', async () => {
    const file = await testCase()
    const { unitId, id } = await sealed(file)
    await sealed(file, { unitId, verbatim: '路没修', speakerKind: 'V02' })
    await file.ask(opinionContract.code, { opinionId: id, strong: true })
    const found = async (filter: z.input<typeof opinionContract.list.input>['filter']) =>
      (await file.ask(opinionContract.list, { filter })).rows.map((row) => row.no)
    expect(await found({ coded: false })).toEqual([2])
    expect(await found({ strong: true })).toEqual([1])
    expect(await found({ strong: false })).toEqual([2])
    expect(await found({ text: '路' })).toEqual([2])
    expect(await found({ speakerKinds: ['V03'] })).toEqual([1])
    expect(await found({ period: { from: '2014-05-30', to: null } })).toEqual([])
  })
})

describe('voices and events', () => {
  test('ten who tell of one thing are one event', async () => {
    const file = await testCase()
    const unitId = await unitOf(file)
    const ids: string[] = []
    for (const who of '甲乙丙丁') {
      ids.push((await sealed(file, { unitId, verbatim: `${who}：盖章跑了四趟` })).id)
    }
    const [one = '', two = '', three = '', four = ''] = ids
    expect((await file.ask(opinionContract.alike, {}))[0]?.likeness).toBeGreaterThan(0.5)
    const { id } = await file.ask(opinionContract.gather, { name: '盖章', opinionIds: [one, two] })
    await file.ask(opinionContract.join, { id, opinionId: three })
    expect(await file.ask(opinionContract.clusters, {})).toMatchObject({ voices: 4, events: 2 })
    await expect(file.ask(opinionContract.join, { id, opinionId: one })).rejects.toMatchObject({
      reasons: [{ code: 'opinion.in-a-cluster', about: ['1'] }],
    })
    const { id: elsewhere } = await sealed(file, { unitId: await unitOf(file, '望坪县') })
    await expect(
      file.ask(opinionContract.join, { id, opinionId: elsewhere }),
    ).rejects.toMatchObject({ reasons: [{ code: 'opinion.cluster-of-another-unit' }] })
    await file.ask(opinionContract.renameCluster, { id, name: '盖一个章跑四趟' })
    for (const opinionId of [one, two, three]) await file.ask(opinionContract.leave, { opinionId })
    expect(await file.ask(opinionContract.clusters, {})).toMatchObject({ events: 5, rows: [] })
    await expect(file.ask(opinionContract.leave, { opinionId: four })).rejects.toMatchObject({
      reasons: [{ code: 'opinion.in-no-cluster' }],
    })
  })

  test('each unit tells which of the three kinds it lacks, and its direct share (R30, R49)', async () => {
    const file = await testCase()
    const { unitId } = await sealed(file)
    const relayed = { channel: 'CH9', directness: 'relayed', speakerKind: 'V01' } as const
    await sealed(file, { unitId, ...relayed })
    const silent = await unitOf(file, '望坪县')
    await file.ask(visitContract.save, visitOf(silent))
    expect(await file.ask(opinionContract.coverage, {})).toEqual({
      silent: 1,
      rows: [{ unitId, unitName: '石梁县', total: 2, direct: 1, V01: 1, V02: 0, V03: 1 }],
    })
    const none = await file.ask(opinionContract.coverage, { unitId: silent })
    expect(none).toEqual({ silent: 1, rows: [] })
  })
})

describe('what others see', () => {
  test('is masked, the words themselves stay, and a mask cannot be taken back (R97)', async () => {
    const file = await testCase()
    const { id: opinionId } = await sealed(file, { verbatim: '王家老三跑了四趟' })
    await file.ask(opinionContract.redact, { opinionId, fromChar: 0, toChar: 4, reason: 'speaker' })
    const one = await file.ask(opinionContract.one, { id: opinionId })
    expect(redactedText(one.verbatim, one.masks)).toBe('〔略〕跑了四趟')
    expect([one.verbatim, one.intact]).toEqual(['王家老三跑了四趟', true])
    await expect(
      file.ask(opinionContract.redact, { opinionId, fromChar: 6, toChar: 9, reason: 'secret' }),
    ).rejects.toMatchObject({ reasons: [{ code: 'opinion.range-outside' }] })
  })

  test('who said it is sealed apart, and destroying that leaves the words (INV-4)', async () => {
    const file = await testCase({ practice: true })
    const { id: opinionId } = await sealed(file)
    const passphrase = () => new TextEncoder().encode('竹篮 井水 草鞋 炊烟 山路 灯火')
    await file.ask(informantContract.setUp, { newPassphrase: passphrase() })
    const identity = { name: '张三', phone: '', address: '', other: '' }
    const spoken = { opinionId }
    const { code } = await file.ask(informantContract.write, { identity, spoken })
    expect(await file.ask(informantContract.of, { spoken })).toEqual([{ code, destroyed: false }])
    const { rows } = await file.ask(informantContract.list, {})
    expect(rows[0]?.links).toMatchObject([{ opinionId, opinionNo: 1 }])
    const before = await file.ask(opinionContract.one, { id: opinionId })
    await file.ask(informantContract.destroy, {
      id: rows[0]?.id ?? '',
      code,
      passphrase: passphrase(),
      reason: '本人撤回',
    })
    expect(await file.ask(informantContract.of, { spoken })).toEqual([{ code, destroyed: true }])
    expect(await file.ask(opinionContract.one, { id: opinionId })).toEqual(before)
  })
})
