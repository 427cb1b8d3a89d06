import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { createInstance } from 'i18next'
import { z } from 'zod'

import type { Locale } from '#electron/shell/contract.ts'

import { wordsEn } from './words-en.ts'
import { wordsZh } from './words-zh.ts'

const LOCALES = resolve(import.meta.dirname, '../../renderer/locales')

export type DemoWord = keyof typeof wordsZh
export type DemoWords = Readonly<Record<DemoWord, string>>

type Reason = { readonly code: string; readonly about?: readonly string[] | undefined }

/** Speaks one language to the terminal. */
export type Words = {
  readonly locale: Locale
  say(word: DemoWord, ...about: readonly (string | number)[]): string
  /** The same for a word that is put together at run time. */
  sayOf(prefix: 'fault' | 'read', name: string, ...about: readonly string[]): string
  /** What the app calls a field of a ledger. */
  field(name: string): string
  /** A few of many names. */
  list(names: readonly string[]): string
  /** The app's own sentence for a reason code. */
  explain(reason: Reason): string
}

const NAMED = 5

/** Loads the demo's own words and the app's sentences of one language. */
export async function loadWords(locale: Locale): Promise<Words> {
  const own: Readonly<Record<string, string>> = locale === 'en' ? wordsEn : wordsZh
  const i18n = createInstance()
  await i18n.init({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { demo: own, reason: readReasons(locale), field: readFields(locale) } },
    interpolation: { escapeValue: false },
    keySeparator: false,
    nsSeparator: false,
  })
  const speak = (ns: string, key: string, about: readonly (string | number)[], all: string) =>
    i18n.t(key, { ns, ...Object.fromEntries(about.entries()), all })
  const listComma = own['listComma'] ?? ''
  return {
    locale,
    say: (word, ...about) => speak('demo', word, about, ''),
    sayOf: (prefix, name, ...about) => {
      const key = `${prefix}.${name}`
      return key in own ? speak('demo', key, about, '') : name
    },
    field: (name) => i18n.t(name, { ns: 'field' }),
    list: (names) => {
      const first = names.slice(0, NAMED).join(listComma)
      return names.length > NAMED ? speak('demo', 'andMore', [first], '') : first
    },
    explain: ({ code, about = [] }) => {
      const known = i18n.exists(code, { ns: 'reason' }) ? code : 'call.unexpected'
      return speak('reason', known, known === code ? about : [code], about.join(listComma))
    },
  }
}

const Sentences = z.record(z.string(), z.string())

function readFields(locale: Locale): z.infer<typeof Sentences> {
  const words: unknown = JSON.parse(readFileSync(join(LOCALES, locale, 'intake.json'), 'utf8'))
  return z.object({ field: Sentences }).parse(words).field
}

function readReasons(locale: Locale): Readonly<Record<string, string>> {
  const files = globSync('reason-*.json', { cwd: join(LOCALES, locale) })
  return Object.assign(
    {},
    ...files.map((file) =>
      Sentences.parse(JSON.parse(readFileSync(join(LOCALES, locale, file), 'utf8'))),
    ),
  )
}
