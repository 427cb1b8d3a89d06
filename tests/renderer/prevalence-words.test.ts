import { beforeAll, describe, expect, test } from 'vitest'

import { PrevalenceQuery } from '#db/prevalence/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { findingBasis, findingTitle } from '#renderer/prevalence/finding.ts'
import { conditionsOf, queryLine } from '#renderer/prevalence/query-words.ts'
import { plainSentence, sentenceOf } from '#renderer/prevalence/sentence.ts'
import type { Speaker } from '#renderer/prevalence/speaker.ts'
import { warningWords } from '#renderer/prevalence/warning-words.ts'
import { tableHeads, tableText, workbookOf } from '#renderer/prevalence/workbook.ts'
import { answerOf, speakerIn, typeRow } from '#tests/fixtures/speaker.ts'

const counties = PrevalenceQuery.parse({ levels: ['30'] })
const imprint = { caseTitle: '云岭省案卷', practice: true, queryLine: '层级：县', asOf: '7月1日' }

/** The example of the design: 12 counties drawn, 9 found, 7 of them unannounced, 3 chosen beside. */
const drawn = typeRow('T02', {
  examined: 12,
  found: 9,
  unannounced: 7,
  unannouncedFound: 6,
  otherExamined: 3,
  otherFound: 3,
  frame: 17,
  kinds: [
    { kind: 'K01', examined: 6, found: 5 },
    { kind: 'K04', examined: 6, found: 4 },
  ],
})
const few = typeRow('T03', { examined: 4, found: 3 })
const none = typeRow('T14', { examined: 12, found: 0, frame: 17 })
const chosen = typeRow('T18', { otherExamined: 6, otherFound: 4 })
const announced = typeRow('T06', { examined: 12, found: 9, unannounced: 0, unannouncedFound: 0 })
const waiting = typeRow('T20', { examined: 12, found: 9, unconfirmed: 2 })
const rows = [drawn, few, none, chosen, announced, waiting]
const answer = answerOf(rows, { frame: 17 })

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  let speaker: Speaker
  beforeAll(async () => {
    speaker = await speakerIn(language)
  })

  const saying = (row: (typeof rows)[number]) => {
    const pieces = sentenceOf(row, answer, counties, speaker)
    return { pieces, text: pieces.map(({ text }) => text).join('') }
  }
  const word = (key: string) => speaker.t(`word.${key}`)

  test('the sentence of the design has its word and every figure', () => {
    const { text } = saying(drawn)
    for (const part of [word('prevalent'), '12', '9', '75%', '47–91%', '17', '10–14', '7', '3']) {
      expect(text).toContain(part)
    }
  })

  test('each number that has records behind it opens them', () => {
    const numbers = saying(drawn)
      .pieces.filter(({ part }) => part !== undefined)
      .map(({ part, text }) => [part, text])
    expect(numbers).toEqual(
      expect.arrayContaining([
        ['examined', '12'],
        ['found', '9'],
        ['unannounced', '7'],
        ['otherExamined', '3'],
        ['otherFound', '3'],
      ]),
    )
    expect(saying(waiting).pieces).toContainEqual({ part: 'unconfirmed', text: '2' })
  })

  test.each([
    ['fewer than five', few],
    ['all announced', announced],
  ])('%s: no percentage and no interval (domain §4.4)', (_name, row) => {
    const { text } = saying(row)
    expect(text).toContain(word('toBeExamined'))
    expect(text).not.toMatch(/%/)
    expect(text).toContain(String(row.examined))
  })

  test('nothing found is not nothing there: the upper limit stands with it', () => {
    const { text } = saying(none)
    expect(text).toContain('22%')
    expect(text).toMatch(/未发现≠没有|Not found is not absent/)
  })

  test('nothing drawn describes the units examined and no others', () => {
    const { text } = saying(chosen)
    expect(text).toContain(
      speaker.t('sentence.undrawn', { word: word('toBeExamined'), noun: speaker.t('noun.30') }),
    )
    expect(text).toContain('6')
    expect(text).not.toMatch(/%/)
  })

  test('no sentence is left with a gap, a mark or a bare key', () => {
    for (const row of rows) {
      const text = plainSentence(row, saying(row).pieces, speaker)
      expect(text).not.toMatch(/[<>{}]|undefined|null|NaN|sentence\.|  /)
      expect(text.startsWith(row.problemType)).toBe(true)
    }
  })

  test('the title names what is prevalent; each poorer answer has a title of its own', () => {
    const title = (...some: readonly (typeof rows)[number][]) =>
      findingTitle(answerOf(some), counties, speaker)
    const frequent = typeRow('T02', { examined: 20, found: 8 })
    const isolated = typeRow('T02', { examined: 40, found: 1 })
    const titles = [
      title(drawn),
      title(frequent),
      title(isolated),
      title(few),
      title(chosen),
      title(typeRow('T02', { problems: 4 })),
      title(),
    ]
    expect(new Set(titles).size).toBe(titles.length)
    const name = language === 'en' ? 'T02' : '门难进'
    expect([titles[0]?.includes(name), titles[1]?.includes(name)]).toEqual([true, true])
    for (const each of titles) expect(each).not.toMatch(/[{}]|undefined|finding\./)
  })

  test('what the chart rests on names frame, period, draw and unannounced looks', () => {
    const basis = findingBasis(answer, counties, speaker).join(' ')
    for (const part of ['17', '12', '95%']) expect(basis).toContain(part)
    const counts = findingBasis(answerOf([typeRow('T02', { problems: 4 })]), counties, speaker)
    expect(counts.join(' ')).toContain('4')
  })

  test('the query is one line, empty conditions left out', () => {
    const query = PrevalenceQuery.parse({
      levels: ['30'],
      prefectures: ['p1', 'gone'],
      period: { from: '2014-05-01', to: null },
      notices: ['unannounced'],
    })
    const conditions = conditionsOf(query, [{ id: 'p1', name: '栖云市' }], speaker)
    expect(conditions.filter(({ all }) => all).map(({ part }) => part)).toEqual([
      'kinds',
      'selections',
    ])
    const line = queryLine(conditions, speaker)
    expect(line).toContain('栖云市')
    expect(line).toContain('gone')
    const everything = queryLine(conditionsOf(PrevalenceQuery.parse({}), [], speaker), speaker)
    expect(everything).toBe(speaker.t('query.everything'))
  })

  test('the table gives no share where none may be given, and says why', () => {
    const [heads = '', first = '', second = ''] = tableText([drawn, few], speaker).split('\n')
    expect(heads.split('\t')).toEqual(tableHeads(speaker))
    expect(first.split('\t').slice(3, 10)).toEqual([
      '9',
      '12',
      '0.75',
      '0.468',
      '0.911',
      '10',
      '14',
    ])
    expect(second.split('\t').slice(3, 10)).toEqual(['3', '4', '', '', '', '', ''])
    expect(second.split('\t').at(-1)).toContain('4')
  })

  test('the workbook is one that the shell saves, with query, parameters and warnings beside', () => {
    const warned = answerOf(rows, {
      warnings: [
        { code: 'bias.b02', about: ['40'] },
        { code: 'bias.b10', about: ['T02', '9', '10'] },
      ],
    })
    const workbook = workbookOf(warned, counties, speaker, imprint)
    expect(shellContract.saveWorkbook.input.safeParse(workbook).success).toBe(true)
    const [figures, basis] = workbook.sheets
    expect(figures?.rows).toHaveLength(rows.length)
    expect(figures?.heading?.[0]).toBe(speaker.t('imprint.practice'))
    const said = JSON.stringify(basis?.rows)
    for (const part of ['云岭省案卷', '层级：县', '0.333', 'B02', 'B10'])
      expect(said).toContain(part)
    expect(said).not.toMatch(/\{\{|undefined|bias\./)
  })

  test('a warning of one observer names the type that it touches', () => {
    const words = warningWords({ code: 'bias.b10', about: ['T02', '9', '10'] }, speaker)
    expect(words).toMatchObject({ code: 'B10', problemType: 'T02' })
    expect(words.sentence).toContain('9')
    expect(words.title).not.toMatch(/\{\{|bias\./)
  })
})
