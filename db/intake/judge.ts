import type { World } from '#db/engine/handlers.ts'

import type { Bench, Judge, Judged } from './bench.ts'
import { problemJudge } from './judge-problem.ts'
import { unitJudge } from './judge-unit.ts'
import { visitJudge } from './judge-visit.ts'

const CHUNK = 1000

/**
 * Judges every row as the import would, in chunks: what can be added, what is there already, what
 * is left out, what is faulty. Dry run and import read it alike. Fails with `cancelled`.
 */
export async function* judgeRows(
  bench: Bench,
  world: World,
): AsyncGenerator<readonly Judged[], void, undefined> {
  const { count } = bench.rows
  const judge = judgeFor(bench)
  for (let from = 0; from < count; from += CHUNK) {
    await world.pause(from, count)
    yield await judge(from, Math.min(from + CHUNK, count))
  }
}

function judgeFor(bench: Bench): Judge {
  if (bench.choices.kind === 'unit') return unitJudge(bench)
  return bench.choices.kind === 'visit' ? visitJudge(bench) : problemJudge(bench)
}
