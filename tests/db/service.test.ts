import { describe, expect, test, vi } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { openCaseFile } from '#db/engine/case-file.ts'
import type { Host } from '#db/engine/handlers.ts'
import { ReplySchema } from '#db/kernel/failure.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { prevalenceContract } from '#db/prevalence/contract.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import { type CaseService, createCaseService } from '#db/service.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { asker, testCase, testHost } from '#tests/fixtures/case.ts'
import { openRaw } from '#tests/fixtures/raw.ts'

const county = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const

/** A service whose host writes down what it is told of, over a handle that a test may break. */
async function reported() {
  const { folder, service } = await testCase()
  await service.close()
  const handle = await openRaw(folder)
  const report = vi.fn<Host['report']>()
  const file = await openCaseFile(handle, [settleExaminations])
  const made = createCaseService(file, 'id000002', { ...testHost(), report })
  return { handle, report, service: made, ask: asker(made) }
}

function heard(service: CaseService): (readonly string[])[] {
  const told: (readonly string[])[] = []
  service.onChange((tables) => told.push(tables.toSorted((a, b) => a.localeCompare(b))))
  return told
}

describe('what is not understood changes nothing', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['unit.add', { ...county, level: '99' }, ['level']],
    ['unit.add', { ...county, name: '  ' }, ['name']],
    ['unit.add', { name: '石梁县' }, ['level', 'kind', 'parentId']],
    ['unit.add', { ...county, more: 1 }, ['']],
    ['unit.add', null, ['']],
    ['unit.add', undefined, ['']],
    ['unit.add', 'select 1', ['']],
    [
      'visit.save',
      { members: [], items: [{ looked: -1 }] },
      expect.arrayContaining(['members', 'items.0.looked']),
    ],
    ['prevalence.byType', { period: { from: '2014-13-01', to: null } }, ['period.from']],
  ])('%s %o', async (name, input, about) => {
    const { service, ask } = await testCase()
    expect(await service.call(name, input)).toEqual({
      ok: false,
      code: 'invalid',
      reasons: [{ code: 'call.malformed', about }],
    })
    expect((await ask(casefileContract.summary, {})).changesets).toBe(1)
  })

  test.each(['unit.drop', '', 'constructor', '__proto__', 'toString', 'unit', 'unit.add '])(
    'the call %j',
    async (name) => {
      const { service } = await testCase()
      expect(await service.call(name, {})).toEqual({
        ok: false,
        code: 'invalid',
        reasons: [{ code: 'call.unknown' }],
      })
    },
  )
})

describe('freshness', () => {
  test('an answer says which tables it was read from', async () => {
    const { service } = await testCase()
    const readsOf = async (name: string, input: unknown) => {
      const reply = await service.call(name, input)
      return reply.ok ? new Set(reply.reads) : new Set()
    }
    expect(await readsOf('unit.children', { parentId: null })).toEqual(new Set(['unit']))
    expect(await readsOf('problem.types', {})).toEqual(new Set(['problemType']))
    expect(await readsOf('journal.list', {})).toEqual(new Set(['changeset', 'member']))
    expect(await readsOf('unit.provinces', {})).toEqual(new Set())
    // Through the view substantiveExposure, whose tables no statement names.
    const records = { query: {}, problemType: 'T02', part: 'all' }
    expect([...(await readsOf('prevalence.records', records))]).toEqual(
      expect.arrayContaining(['exposure', 'visit', 'unit', 'problem']),
    )
  })

  test('a change names every table that it wrote, those behind triggers and counts included', async () => {
    const { service, ask } = await testCase()
    const told = heard(service)
    const { id } = await ask(unitContract.add, county)
    expect(told).toEqual([
      ['change', 'changeset', 'rowCount', 'searchDocument', 'searchStale', 'unit'],
    ])
    await ask(unitContract.rename, { id, name: '望坪县' })
    expect(told[1]).toEqual(['change', 'changeset', 'searchDocument', 'searchStale', 'unit'])
    await ask(visitContract.save, {
      unitId: id,
      startedOn: '2014-06-10',
      endedOn: '2014-06-10',
      method: 'M07',
      notice: 'unannounced',
      selection: 'drawn',
      members: ['id000002'],
      items: [{ problemType: 'T02', method: 'M07', nature: 'effect', result: 'notFound' }],
    })
    expect(told[2]).toEqual(
      expect.arrayContaining([
        'visit',
        'visitMember',
        'exposure',
        'examination',
        'examinationWeek',
      ]),
    )
  })

  test('every page that shows what was changed hears of it', async () => {
    const { service, ask } = await testCase()
    const told = heard(service)
    await ask(unitContract.add, county)
    const [written = []] = told
    for (const [name, input] of [
      ['casefile.summary', {}],
      ['journal.list', {}],
      ['unit.children', { parentId: null }],
      ['unit.search', { text: '石梁' }],
    ] as const) {
      const reply = await service.call(name, input)
      const reads = reply.ok ? reply.reads : []
      expect([name, reads.some((table) => written.includes(table))]).toEqual([name, true])
    }
  })

  test('questions, refusals and what is not understood are not told', async () => {
    const { service, ask } = await testCase()
    await ask(unitContract.add, county)
    const told = heard(service)
    await ask(unitContract.children, { parentId: null })
    await service.call('unit.add', county)
    await service.call('unit.add', {})
    await service.call('unit.none', {})
    expect(told).toEqual([])
  })

  test('a listener that leaves hears no more; one that fails takes nothing back', async () => {
    const { service, ask, report } = await reported()
    const leave = service.onChange(() => {
      throw new Error('the page is gone')
    })
    const { id } = await ask(unitContract.add, county)
    expect(report).toHaveBeenCalledTimes(1)
    leave()
    await ask(unitContract.rename, { id, name: '望坪县' })
    expect(report).toHaveBeenCalledTimes(1)
  })
})

describe('a cancelled command', () => {
  test('leaves everything as it was, and says so', async () => {
    const { service, ask } = await testCase({ practice: true })
    const before = await ask(casefileContract.summary, {})
    const told = heard(service)
    service.onProgress(() => service.cancel())
    expect(await service.call('practice.load', {})).toEqual({
      ok: false,
      code: 'cancelled',
      reasons: [{ code: 'call.cancelled' }],
    })
    expect(await ask(casefileContract.summary, {})).toEqual(before)
    expect(await ask(unitContract.children, { parentId: null })).toEqual([])
    expect(told).toEqual([])
  })

  test('can be begun again, and what is asked after it is answered', async () => {
    const { service, ask } = await testCase({ practice: true })
    const leave = service.onProgress(() => service.cancel())
    await service.call('practice.load', {})
    leave()
    expect(await service.call('journal.list', {})).toMatchObject({ ok: true })
    expect(await ask(practiceContract.load, {})).toMatchObject({ visits: 300 })
  })

  test('is the one that runs: a cancel with nothing to stop does not wait for the next', async () => {
    const { service } = await testCase({ practice: true })
    service.cancel()
    expect(await service.call('journal.list', {})).toMatchObject({ ok: true })
    expect(await service.call('practice.load', {})).toMatchObject({ ok: true })
  })

  test('is stopped even when another call comes in after the cancel', async () => {
    const { service } = await testCase({ practice: true })
    const draft = { form: 'visit', subject: 'new', title: '', content: '{}' }
    const leave = service.onProgress(() => {
      leave()
      service.cancel()
      void service.call('draft.save', draft)
    })
    expect(await service.call('practice.load', {})).toMatchObject({ code: 'cancelled' })
  })

  test('tells how far it was', async () => {
    const { service } = await testCase({ practice: true })
    const steps: number[] = []
    service.onProgress(({ call, done, total }) => {
      if (call === 'practice.load') steps.push(done / total)
    })
    await service.call('practice.load', {})
    expect(steps.length).toBeGreaterThan(3)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
    expect(Math.max(...steps)).toBeLessThanOrEqual(1)
  })
})

describe('what nobody foresaw', () => {
  test('is reported to the machine, and not a word of it leaves the door', async () => {
    const { handle, report, service } = await reported()
    handle.exec('alter table unit rename to secret')
    const replies = [
      await service.call('unit.children', { parentId: null }),
      await service.call('unit.add', county),
    ]
    for (const reply of replies) {
      expect(reply).toEqual({
        ok: false,
        code: 'unexpected',
        reasons: [{ code: 'call.unexpected' }],
      })
    }
    expect(report).toHaveBeenCalledTimes(2)
    expect(String(report.mock.calls[0]?.[0])).toContain('unit')
    expect(handle.inTransaction).toBe(false)
    expect(handle.prepare('select count(*) from pen').pluck().get()).toBe(0)
  })

  test('in an answer that its own schema does not take, is not handed on', async () => {
    const { handle, report, service } = await reported()
    handle.exec(`pragma ignore_check_constraints = on; begin;
      insert into pen values (1, 2, 'id000002', 'device-1', 'test.raw');
      update problemType set scheme = 'secret scheme' where id = 'T21';
      delete from pen; commit`)
    const reply = await service.call('problem.types', {})
    expect(JSON.stringify(reply)).not.toContain('secret')
    expect(reply).toMatchObject({ ok: false, code: 'unexpected' })
    expect(report).toHaveBeenCalledTimes(1)
  })

  test('is told by a trigger in the words that the rules use', async () => {
    const { handle, report, service, ask } = await reported()
    const { id } = await ask(unitContract.add, county)
    handle.exec(`create trigger closedForNow before update on unit
      begin select raise(abort, 'case.locked'); end`)
    expect(await service.call('unit.rename', { id, name: '望坪县' })).toEqual({
      ok: false,
      code: 'refused',
      reasons: [{ code: 'case.locked' }],
    })
    expect(report).not.toHaveBeenCalled()
  })
})

test('calls that come at once are answered one after another, none of them half done', async () => {
  const { service, ask } = await testCase()
  const names = Array.from({ length: 20 }, (_each, index) => `${index}县`)
  const replies = await Promise.all([
    ...names.map((name) => service.call('unit.add', { ...county, name })),
    ...names.map((name) => service.call('unit.add', { ...county, name })),
    service.call('casefile.summary', {}),
  ])
  for (const reply of replies) ReplySchema.parse(reply)
  expect(replies.filter(({ ok }) => ok)).toHaveLength(21)
  const units = await ask(unitContract.children, { parentId: null })
  expect(units.map(({ name }) => name)).toEqual(names)
})

test('a question that would write is stopped by the compiler and by SQLite', async () => {
  const { handle } = await reported()
  const file = await openCaseFile(handle, [])
  const writing = file.read(async (reader) => {
    // @ts-expect-error A reader has nothing that writes.
    await reader.deleteFrom('draft').execute()
  })
  await expect(writing).rejects.toThrow('attempt to write a readonly database')
})

test('the same question gives the same answer, and a closed case gives none', async () => {
  const { service, ask, report } = await reported()
  await ask(unitContract.add, county)
  const question = () => ask(prevalenceContract.byType, { levels: ['30'] })
  expect(await question()).toEqual(await question())
  expect(await ask(problemContract.types, {})).toHaveLength(25)
  await service.close()
  expect(await service.call('problem.types', {})).toMatchObject({ ok: false })
  expect(report.mock.calls.length).toBeLessThanOrEqual(1)
})
