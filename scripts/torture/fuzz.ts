import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { randomFrom } from '#db/kernel/random.ts'

import { MUTANTS, type Mutate } from './mutate.ts'
import { withPlace } from './place.ts'
import { buildReader, type Reader, startReader } from './reader.ts'
import { type Row, type Size, tallied } from './row.ts'

const LOCALES = join(import.meta.dirname, '../../renderer/locales')
const FILES = { full: 10_000, short: 60 } as const
/** Files that one process reads before it ends, as garbage is left to lie for as long as it may. */
const FILES_PER_PROCESS = 250
const MOST_MEGABYTES = 300
const MOST_MILLISECONDS = 2000

/** How each kind is read, what it is called, and whose sentences its refusals are. */
const READ = {
  ledger: { called: '台账', reasons: 'intake' },
  document: { called: '附件', reasons: 'attachment' },
} as const

/**
 * Reads damaged and hostile ledgers and documents with the app's own reader, in a process under its
 * limits that may not write a file. The same files come every time. Each is read, or refused with a
 * code that has its sentence in both languages.
 */
export function fuzzRows(size: Size): Promise<readonly Row[]> {
  return withPlace(async (place) => {
    const start = readerIn(await buildReader(place))
    const rows: Row[] = []
    for (const [kind, mutate] of Object.entries(MUTANTS)) {
      rows.push(await fuzzRow(kind, mutate, FILES[size], start))
    }
    return rows
  })
}

function readerIn(file: string): () => Promise<Reader> {
  return () => startReader(file)
}

async function fuzzRow(
  kind: string,
  mutate: Mutate,
  files: number,
  start: () => Promise<Reader>,
): Promise<Row> {
  const tally = tallied()
  const as = kind === 'docx' ? 'document' : 'ledger'
  const { called, reasons } = READ[as]
  const spoken = sentencesOf(reasons)
  let [slowest, most] = [0, 0]
  for (let from = 0; from < files; from += FILES_PER_PROCESS) {
    let reader = await start()
    for (let file = from; file < Math.min(files, from + FILES_PER_PROCESS); file += 1) {
      const bytes = await mutate(randomFrom(`${kind} ${file}`))
      const before = sumOf(bytes)
      const { code, milliseconds, megabytes } = await reader.read(bytes, `${called}.${kind}`, as)
      slowest = Math.max(slowest, milliseconds)
      most = Math.max(most, megabytes)
      const coded = code === 'read' || spoken.has(code)
      const outcome = code === 'read' ? 'read' : 'refused'
      tally.add(coded ? outcome : 'wrong', `${kind} ${file}: ${code}`)
      if (milliseconds > MOST_MILLISECONDS)
        tally.add('wrong', `${kind} ${file}: ${milliseconds} ms`)
      if (sumOf(bytes) !== before) tally.add('wrong', `${kind} ${file}: changed`)
      if (code === 'ended') reader = await start()
    }
    await reader.end()
  }
  const uncaught = tally.of('wrong')
  const [read, refused] = [tally.of('read'), tally.of('refused')]
  const megabytes = Math.round(most)
  return {
    name: `fuzzed ${kind.toUpperCase()}`,
    needed: `${files} files, 0 uncaught, ≤ 300 MB, ≤ 2 s of work each, nothing written`,
    measured: { read, refused, uncaught, megabytes, milliseconds: Math.round(slowest) },
    held: uncaught === 0 && read > 0 && read + refused === files && megabytes <= MOST_MEGABYTES,
    examples: tally.examples,
  }
}

/** The reasons that have a sentence in both languages. */
function sentencesOf(of: string): ReadonlySet<string> {
  const [chinese = [], english = []] = ['zh-CN', 'en'].map((locale) => {
    const file = join(LOCALES, locale, `reason-${of}.json`)
    return Object.keys(z.record(z.string(), z.string()).parse(parseFile(file)))
  })
  return new Set(chinese.filter((code) => english.includes(code)))
}

function parseFile(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
