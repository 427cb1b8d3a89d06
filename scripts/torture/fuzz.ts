import { createHash } from 'node:crypto'

import { randomFrom } from '#db/kernel/random.ts'

import { MUTANTS, type Mutate } from './mutate.ts'
import { withPlace } from './place.ts'
import { buildReader, type Reader, startReader } from './reader.ts'
import { type Row, type Size, tallied } from './row.ts'

const FILES = { full: 10_000, short: 60 } as const
/** Files that one process reads before it ends, as garbage is left to lie for as long as it may. */
const FILES_PER_PROCESS = 250
const MOST_MEGABYTES = 300
const MOST_MILLISECONDS = 2000

/**
 * Reads damaged and hostile ledgers with the app's own reader, in a process under its limits that
 * may not write a file. The same files come every time. The words
 * of documents are damaged in a test of their own reader.
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
  let [slowest, most] = [0, 0]
  for (let from = 0; from < files; from += FILES_PER_PROCESS) {
    let reader = await start()
    for (let file = from; file < Math.min(files, from + FILES_PER_PROCESS); file += 1) {
      const bytes = await mutate(randomFrom(`${kind} ${file}`))
      const before = sumOf(bytes)
      const { code, milliseconds, megabytes } = await reader.read(bytes, `台账.${kind}`)
      slowest = Math.max(slowest, milliseconds)
      most = Math.max(most, megabytes)
      const coded = code === 'read' || code.startsWith('intake.')
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

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
