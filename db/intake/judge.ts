import type { World } from '#db/engine/handlers.ts'

import type { Judging, Judge, Judged } from './judging.ts'
import { problemJudge } from './judge-problem.ts'
import { unitJudge } from './judge-unit.ts'
import { visitJudge } from './judge-visit.ts'

const CHUNK = 4000

/**
 * Judges every row as the import would, in chunks: what can be added, what is there already, what
 * is left out, what is faulty. Dry run and import read it alike. Fails with `cancelled`.
 */
export async function* judgeRows(
  judging: Judging,
  world: World,
): AsyncGenerator<readonly Judged[], void, undefined> {
  const { count } = judging.rows
  const judge = judgeFor(judging)
  for (let from = 0; from < count; from += CHUNK) {
    await world.pause(from, count)
    yield await judge(from, Math.min(from + CHUNK, count))
  }
}

function judgeFor(judging: Judging): Judge {
  if (judging.choices.kind === 'unit') return unitJudge(judging)
  return judging.choices.kind === 'visit' ? visitJudge(judging) : problemJudge(judging)
}
