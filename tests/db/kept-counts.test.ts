import type Database from 'better-sqlite3-multiple-ciphers'
import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { addDays } from '#db/kernel/dates.ts'
import { type Random, randomFrom } from '#db/kernel/random.ts'
import { prevalenceContract } from '#db/prevalence/contract.ts'
import { recountAll } from '#db/prevalence/settle.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import type { TestCase } from '#tests/fixtures/case.ts'
import { countsOf, readFieldwork } from '#tests/fixtures/oracle.ts'
import { namesOf } from '#tests/fixtures/raw.ts'
import { watchedPractice } from '#tests/fixtures/watched.ts'

type Scene = { readonly mine: TestCase; readonly deputy: TestCase; readonly random: Random }
type Step = (scene: Scene) => Promise<unknown>

const types = ['T01', 'T02', 'T18', 'T20'] as const
const results = ['found', 'notFound', 'couldNotLook'] as const

function look(random: Random, problemType: string) {
  return {
    problemType,
    method: random.pick(['M02', 'M07', 'M08'] as const),
    nature: random.pick(['papers', 'effect', 'masses'] as const),
    result: random.pick(results),
  }
}

async function anyUnit({ mine, random }: Scene): Promise<string> {
  const text = random.pick(['县', '镇', '乡', '区'])
  const units = await mine.ask(unitContract.search, { text, limit: 200 })
  return random.pick(units).id
}

async function anyVisit({ mine, random }: Scene): Promise<string> {
  const filter = {}
  const { rows } = await mine.ask(visitContract.list, { filter, offset: random.whole(0, 250) })
  return random.pick(rows).id
}

/** What a group does with its records, each as the pages do it. */
const steps: Readonly<Record<string, Step>> = {
  async newVisit(scene) {
    const { mine, random } = scene
    const startedOn = addDays('2014-04-08', random.whole(0, 70))
    const chosen = random.shuffle(types).slice(0, random.whole(1, types.length))
    return mine.ask(visitContract.save, {
      unitId: await anyUnit(scene),
      startedOn,
      endedOn: startedOn,
      method: 'M07',
      notice: random.pick(['announced', 'short', 'unannounced'] as const),
      selection: random.pick(['drawn', 'chosen', 'continued'] as const),
      members: ['id000002'],
      items: chosen.map((type) => look(random, type)),
    })
  },

  async changeVisit(scene) {
    const { mine, random } = scene
    const id = await anyVisit(scene)
    const visit = await mine.ask(visitContract.one, { id })
    if (visit.state === 'closed') await mine.ask(visitContract.reopen, { id, statedReason: '更正' })
    const { unitId, roundId, startedOn, endedOn, method, note } = visit
    const kept = visit.items
      .filter(({ problemId }) => problemId !== null || random.chance(0.7))
      .map(({ unitName: _name, problemId, ...item }) =>
        problemId === null && random.chance(0.3) ? { ...item, result: 'notFound' as const } : item,
      )
    return mine.ask(visitContract.save, {
      id,
      unitId,
      roundId,
      startedOn,
      endedOn,
      method,
      note,
      notice: random.pick(['announced', 'unannounced'] as const),
      selection: random.pick(['drawn', 'chosen'] as const),
      members: ['id000002'],
      items: kept,
    })
  },

  async writeProblem(scene) {
    const { mine, random } = scene
    const { id, items } = await mine.ask(visitContract.one, { id: await anyVisit(scene) })
    const item = items.find(({ result }) => result === 'found')
    return mine.ask(problemContract.save, {
      unitId: item?.unitId ?? (await anyUnit(scene)),
      visitId: item ? id : null,
      exposureId: item?.id ?? null,
      foundOn: item?.lookedOn ?? '2014-06-01',
      problemType: item?.problemType ?? random.pick(types),
      what: '窗口午间无人值守',
      happened: '午间',
      place: '大厅',
      effect: '群众白跑一趟',
      severity: 'ordinary',
      source: 'fieldwork',
      persons: [{ name: '值班主任', part: 'direct' }],
    })
  },

  async settleLead({ mine, deputy, random }) {
    const filter = { states: ['lead' as const] }
    const { rows } = await mine.ask(problemContract.list, { filter, limit: 200 })
    const { id } = random.pick(rows)
    const event = random.pick(['confirm', 'dismiss'] as const)
    return deputy.service.call('problem.advance', { id, event, basis: '核对现场记录' })
  },

  async retypeLead({ mine, random }) {
    const filter = { states: ['lead' as const] }
    const { rows } = await mine.ask(problemContract.list, { filter, limit: 200 })
    const { id } = random.pick(rows)
    const lead = await mine.ask(problemContract.one, { id })
    const { unitId, visitId, exposureId, foundOn, what, severity, source, persons } = lead
    return mine.service.call('problem.save', {
      id,
      unitId,
      visitId,
      exposureId,
      foundOn,
      what,
      severity,
      source,
      persons,
      problemType: exposureId === null ? random.pick(types) : lead.problemType,
    })
  },

  async moveUnit(scene) {
    const { mine, random } = scene
    const places = await mine.ask(unitContract.prefectures, {})
    const move = { id: await anyUnit(scene), parentId: random.pick(places).id }
    return mine.service.call('unit.move', move)
  },

  async classifyUnit(scene) {
    const { mine, random } = scene
    const level = random.pick(['20', '30', '31', '40'] as const)
    const kind = random.pick(['K01', 'K04', 'K06'] as const)
    return mine.ask(unitContract.classify, { id: await anyUnit(scene), level, kind })
  },
}

/** Counts that are kept ready, as they stand in their tables; sums of nothing are no rows. */
function keptOf(handle: Database.Database) {
  const tables = namesOf(handle, 'table').filter((name) =>
    /^(examination|unitLook|lookGroup|unitProblem|unitGroup|observerGroup)/.test(name),
  )
  expect(tables.length).toBeGreaterThanOrEqual(2)
  return tables.map((table) => {
    const counts = handle
      .prepare<[], string>(
        `select name from pragma_table_info('${table}') where type = 'INTEGER' and pk = 0`,
      )
      .pluck()
      .all()
    const filled = counts.map((name) => `"${name}" <> 0`).join(' or ')
    return [table, handle.prepare(`select * from "${table}" where ${filled}`).all()]
  })
}

async function expectTrue(handle: Database.Database, mine: TestCase): Promise<void> {
  const fieldwork = readFieldwork(handle)
  for (const query of [
    {},
    { levels: ['30'] },
    { kinds: ['K06', 'K04'] },
    { selections: ['drawn' as const] },
  ]) {
    const { rows } = await mine.ask(prevalenceContract.byType, query)
    for (const row of rows) expect(row).toMatchObject(countsOf(fieldwork, query, row.problemType))
  }
}

test.each(['河湾', '晒谷场', '油坊'])(
  'counts that are kept stay true through whatever a group does (%s)',
  async (seed) => {
    const { handle, as } = await watchedPractice()
    const mine = as()
    const { id } = await mine.ask(casefileContract.addMember, { name: '周怀德', role: 'deputy' })
    const scene = { mine, deputy: as(id), random: randomFrom(seed) }
    const names = Object.keys(steps)
    for (let made = 0; made < 84; made += 1) {
      const name = names[made % names.length] ?? ''
      await steps[name]?.(scene)
      if (made % 14 === 13) await expectTrue(handle, mine)
    }
    const kept = keptOf(handle)
    handle.exec('begin')
    recountAll(handle)
    const recounted = keptOf(handle)
    handle.exec('rollback')
    expect(kept).toEqual(recounted)
    expect(handle.prepare('select count(*) from stale').pluck().get()).toBe(0)
  },
)
