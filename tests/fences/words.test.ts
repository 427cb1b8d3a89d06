import { describe, expect, test } from 'vitest'

import * as codeLists from '#db/kernel/codes.ts'
import { namedDefects } from '#db/kernel/named-defects.ts'
import { shippedProblemTypes } from '#db/kernel/problem-types.ts'
import { callNames } from '#db/service.ts'
import { ministryTemplate } from '#db/unit/rules.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { chineseIn, CHINESE } from '#tests/fixtures/source/chinese.ts'
import { namesIn, type Word, withoutPlural, wordsOf } from '#tests/fixtures/source/locales.ts'
import { modulesUnder } from '#tests/fixtures/source/module.ts'
import { codesIn } from '#tests/fixtures/source/reason-codes.ts'
import { wordsUsed, type WordUse } from '#tests/fixtures/source/word-uses.ts'
import { codeFamilies, wordFamilies } from '#tests/fixtures/word-families.ts'

const languages = ['zh-CN', 'en'] as const
const zh = wordsOf('zh-CN')
const en = wordsOf('en')
const isReason = ({ file }: Word) => file.startsWith('reason-')

const face = modulesUnder('renderer')
const used = face.map(wordsUsed)
const calls = new Set([...callNames, ...Object.values(shellContract).map(({ name }) => name)])
const codes = modulesUnder('db', 'electron', 'renderer').map((module) => codesIn(module, calls))

/** Chinese words that ship as data: closed lists, types of problems, the tree of a ministry. */
const shipped = [
  ...Object.values(codeLists).flatMap((list) => (Array.isArray(list) ? list : [])),
  ...shippedProblemTypes,
  ...namedDefects,
].map(({ zh: chinese, en: english }) => ({ chinese, english }))

/** Literals that are data, by where they stand: none of them is shown as a word. */
const data: Readonly<Record<string, string>> = {
  'renderer/records/civil-date-input.tsx': 'YYYY年M月D日',
}

/** English texts that show what a Chinese ledger holds. */
const quoting = new Set(['shell:language.both', 'intake:settings.yearNote'])

/** What rows of a ledger are judged by: each fault has a short name beside its sentence. */
const rowFaults = codes
  .flatMap(({ raised, heard }) => [...raised, ...heard])
  .filter(({ at }) => /^db\/intake\/(?:judge|resolve-names|rules\/)/.test(at))
  .map(({ code }) => code.replaceAll('.', '-'))
const families = { ...wordFamilies, 'intake:fault.{}': [...new Set(rowFaults)] }

describe('the two languages', () => {
  test('have the same files and the same keys', () => {
    expect(keysOf(en)).toEqual(keysOf(zh))
  })

  test.each(languages)('%s has one text for each number that it tells apart', (language) => {
    const words = wordsOf(language)
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    const plural = words.filter(({ key }) => key !== withoutPlural(key))
    const sentences = [...Map.groupBy(plural, keyOf)].map(([sentence, variants]) => ({
      sentence,
      forms: variants.map(({ key }) => key.slice(key.lastIndexOf('_') + 1)).toSorted(),
    }))
    expect(sentences).toEqual(sentences.map(({ sentence }) => ({ sentence, forms })))
  })

  test('leave no text empty', () => {
    expect([...zh, ...en].filter(({ text }) => text.trim() === '')).toEqual([])
  })

  test('fill the same gaps in a sentence', () => {
    expect(gapsOf(en)).toEqual(gapsOf(zh))
  })

  test('say each reason in one file only', () => {
    for (const words of [zh, en]) {
      const reasons = words.filter(isReason).map(({ key }) => key)
      expect(reasons.filter((key, at) => reasons.indexOf(key) !== at)).toEqual([])
    }
  })
})

describe('the words that the face asks for', () => {
  const present = new Map(Map.groupBy(zh, keyOf))
  const uses = used.flatMap((module) => module.uses)
  // The sentence of a reason is found by its code, which the next block looks after.
  const clear = ['renderer/lib/words.ts']

  test('can be read off the source', () => {
    const unclear = used.flatMap((module) => module.unclear)
    expect(unclear.filter((at) => !clear.some((path) => at.startsWith(path)))).toEqual([])
  })

  test('are declared where they are put together', () => {
    const composed = uses.map(fullKey).filter((key) => key.includes('{}'))
    expect(composed.filter((key) => !(key in families))).toEqual([])
    expect(Object.keys(families).filter((key) => !composed.includes(key))).toEqual([])
  })

  test('are all there', () => {
    const missing = uses.flatMap((use) =>
      keysOfUse(use)
        .filter((key) => !present.has(key) && key !== 'common:call.unexpected')
        .map((key) => `${use.at} ${key}`),
    )
    expect(missing).toEqual([])
  })

  test('are no more than those', () => {
    const wanted = new Set(uses.flatMap(keysOfUse))
    expect([...present.keys()].filter((key) => !wanted.has(key) && !isReasonKey(key))).toEqual([])
  })

  test('are told one from many where they are counted, and only there', () => {
    const plural = new Set(zh.filter(({ key }) => key !== withoutPlural(key)).map(keyOf))
    const wrong = uses.flatMap((use) =>
      keysOfUse(use).flatMap((key) =>
        present.has(key) && plural.has(key) !== use.counted ? [`${use.at} ${key}`] : [],
      ),
    )
    expect(wrong).toEqual([])
  })

  test('are given all that stands in their gaps', () => {
    const gaps = new Map([...gapsOf(zh)].map(([key, names]) => [key, names]))
    const lacking = uses.flatMap((use) =>
      use.passed === null
        ? []
        : keysOfUse(use).flatMap((key) =>
            (gaps.get(key) ?? [])
              .filter((name) => !use.passed?.includes(name))
              .map((name) => `${use.at} ${key} {{${name}}}`),
          ),
    )
    expect(lacking).toEqual([])
  })
})

describe('the reasons that the program can give', () => {
  const raised = new Set([
    ...codes.flatMap((module) => module.raised.map(({ code }) => code)),
    ...Object.entries(codeFamilies).flatMap(([family, fills]) =>
      fills.map((fill) => family.replace('{}', fill)),
    ),
  ])
  const told = zh.filter(isReason).map(({ key }) => key)

  test('are declared where they are put together', () => {
    // The reader of ledgers puts its subject before the codes that it is given.
    const known = new Set([...Object.keys(codeFamilies), 'intake.{}'])
    const composed = codes.flatMap((module) => module.composed.map(({ code }) => code))
    expect(composed.filter((code) => !known.has(code))).toEqual([])
    expect([...known].filter((code) => !composed.includes(code))).toEqual([])
  })

  test('each have a sentence', () => {
    expect([...raised].filter((code) => !told.includes(code))).toEqual([])
  })

  test('have no sentence that nothing can bring about', () => {
    expect(told.filter((code) => !raised.has(code))).toEqual([])
  })

  test('are the only ones that anything waits for', () => {
    const heard = codes.flatMap((module) => module.heard)
    expect(heard.filter(({ code }) => !raised.has(code))).toEqual([])
  })
})

describe('the look of the words', () => {
  test('is set in the files of words, never in the face itself', () => {
    const found = face.flatMap((module) =>
      chineseIn(module).filter(
        (at) => !(data[module.path] && at.endsWith(data[module.path] ?? '')),
      ),
    )
    expect(found).toEqual([])
  })

  test('has no data in the list of exceptions that is gone', () => {
    const all = face.flatMap(chineseIn)
    for (const [path, text] of Object.entries(data)) {
      expect(all.some((at) => at.startsWith(path) && at.endsWith(text))).toBe(true)
    }
  })

  test('is English in English', () => {
    expect(en.filter((word) => CHINESE.test(word.text) && !quoting.has(keyOf(word)))).toEqual([])
    expect(shipped.filter(({ english }) => CHINESE.test(english))).toEqual([])
  })

  test('has full-width signs beside Chinese characters', () => {
    const narrow = /[\p{Script=Han}”》）][,;:?!()]|[,;:?!()][\p{Script=Han}“《（]/u
    expect(zh.filter(({ text }) => narrow.test(text))).toEqual([])
    const names = [
      ...shipped.map(({ chinese }) => chinese),
      ...ministryTemplate('部').map(({ name }) => name),
    ]
    expect(names.filter((name) => narrow.test(name))).toEqual([])
  })
})

function keyOf({ file, key }: Word): string {
  return `${file.startsWith('reason-') ? 'reason' : file}:${withoutPlural(key)}`
}

function isReasonKey(key: string): boolean {
  return key.startsWith('reason:')
}

function keysOf(words: readonly Word[]): readonly string[] {
  return [...new Set(words.map(({ file, key }) => `${file}:${withoutPlural(key)}`))].toSorted()
}

/** The names that the sentences of a key fill, however many variants it has. */
function gapsOf(words: readonly Word[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...Map.groupBy(words, keyOf)]
      .map(([key, variants]): [string, string[]] => [
        key,
        [...new Set(variants.flatMap(({ text }) => namesIn(text)))].toSorted(),
      ])
      .toSorted(([one], [other]) => one.localeCompare(other)),
  )
}

function fullKey({ namespace, key }: WordUse): string {
  return `${namespace}:${key}`
}

/** The keys that one call can ask for. */
function keysOfUse(use: WordUse): readonly string[] {
  const key = fullKey(use)
  if (!key.includes('{}')) return [key]
  const fills = Object.entries(families).find(([family]) => family === key)?.[1] ?? []
  return fills.map((fill) =>
    [fill].flat().reduce<string>((filled, part) => filled.replace('{}', part), key),
  )
}
