import type Database from 'better-sqlite3-multiple-ciphers'
import type { z } from 'zod'

import { randomFrom } from '#db/kernel/random.ts'
import { openCase } from '#db/open-case.ts'
import { problemContract } from '#db/problem/contract.ts'
import { searchContract } from '#db/search/contract.ts'
import { comparable } from '#db/search/rules.ts'
import type { CaseService } from '#db/service.ts'

import { ask, openBenchFolder } from './opened.ts'
import { median, timed } from './rounds.ts'
import { benchHost, benchPassphrase } from './store.ts'
import { FIRST_MEMBER } from './write-case.ts'

/** Milliseconds of the middle one and of the slowest, each with its name. */
export type Answers = {
  readonly middle: number
  readonly slowest: { readonly of: string; readonly ms: number }
}

/** What a person waits for at a list or a search, and whether the search misses or invents. */
export type AskingFigures = {
  readonly search: Answers
  readonly lists: Answers
  /** Questions whose number of finds was compared with a walk through all texts, and differed. */
  readonly compared: number
  readonly differing: number
}

const FIRST = 50

type ListInput = z.input<typeof problemContract.list.input>

/** Questions as the chips of the page of problems put them. */
const QUESTIONS: readonly (readonly [name: string, input: ListInput])[] = [
  ['all problems', { filter: {} }],
  ['by number', { filter: {}, sort: 'no' }],
  ['one state', { filter: { states: ['lead'] } }],
  [
    'one type and a month',
    {
      filter: { problemTypes: ['T02'], period: { from: '2014-05-01', to: '2014-05-31' } },
    },
  ],
  ['one severity', { filter: { severities: ['outstanding'] } }],
  ['one level', { filter: { levels: ['30'] } }],
  ['two words', { filter: { text: '窗口' } }],
]

/** Asks a case for its lists and for parts of its texts; each question several times. */
export async function measureAsking(folder: string, rounds: number): Promise<AskingFigures> {
  const passphrase = benchPassphrase()
  const { service } = await openCase({ folder, memberId: FIRST_MEMBER, passphrase }, benchHost())
  const queries = await partsOfTexts(service, rounds)
  const search = await answersOf(queries, 3, (text) =>
    ask(service, searchContract.find, { text, kinds: ['problem'], limit: FIRST }),
  )
  const lists = await answersOf(
    QUESTIONS.map(([name]) => name),
    5,
    (name) => ask(service, problemContract.list, inputOf(name)),
  )
  const counted = new Map<string, number>()
  const rare = queries.filter((text) => text.length > 2).slice(0, 20)
  for (const text of rare) {
    const counts = await ask(service, searchContract.count, { text })
    counted.set(text, counts.find(({ kind }) => kind === 'problem')?.count ?? 0)
  }
  await service.close()
  return { search, lists, compared: rare.length, differing: await differing(folder, counted) }
}

function inputOf(name: string): ListInput {
  const found = QUESTIONS.find(([each]) => each === name)
  if (!found) throw new RangeError(`no question ${name}`)
  return found[1]
}

async function answersOf(
  names: readonly string[],
  times: number,
  answer: (name: string) => Promise<unknown>,
): Promise<Answers> {
  const taken: { of: string; ms: number }[] = []
  for (const name of names) {
    const each: number[] = []
    for (let time = 0; time < times; time += 1) each.push(await timed(() => answer(name)))
    taken.push({ of: name, ms: median(each) })
  }
  const slowest = taken.reduce((slow, each) => (each.ms > slow.ms ? each : slow))
  return { middle: median(taken.map(({ ms }) => ms)), slowest }
}

/** Parts of one to six characters, cut at random out of problems at random. */
async function partsOfTexts(service: CaseService, count: number): Promise<readonly string[]> {
  const random = randomFrom('search')
  const { rows } = await ask(service, problemContract.list, { filter: {}, limit: 200 })
  return Array.from({ length: count }, () => {
    const characters = Array.from(random.pick(rows).what)
    const from = random.whole(0, Math.max(0, characters.length - 6))
    return characters.slice(from, from + random.whole(1, 6)).join('')
  }).filter((text) => text.trim() !== '' && !/\s/.test(text))
}

/** The questions that a walk through all texts answers otherwise. */
async function differing(folder: string, counted: ReadonlyMap<string, number>): Promise<number> {
  const { service, handle } = await openBenchFolder(folder)
  const walked = new Map([...counted.keys()].map((text) => [text, 0]))
  for (const { text } of textsOf(handle)) {
    const within = comparable(text)
    for (const [sought, count] of walked) {
      if (within.includes(comparable(sought))) walked.set(sought, count + 1)
    }
  }
  await service.close()
  return [...walked].filter(([text, count]) => Math.min(count, 1001) !== counted.get(text)).length
}

function textsOf(handle: Database.Database): IterableIterator<{ text: string }> {
  return handle
    .prepare<[], { text: string }>(
      `select concat_ws(char(10), what, happened, place, effect, measure,
         (select group_concat(concat_ws(' ', name, post), char(10)) from problemPerson
          where problemId = problem.id)) as text from problem`,
    )
    .iterate()
}
