import type { z } from 'zod'

import type { ProblemSource, ProblemState, Severity } from '#db/problem/contract.ts'
import type { Random } from '#db/kernel/random.ts'

import { hours, posts, practiceTexts, spots, things } from './texts.ts'
import { givenNames, surnames } from './names.ts'

export type PracticeProblem = {
  readonly problemType: string
  readonly what: string
  readonly happened: string
  readonly place: string
  readonly effect: string
  readonly severity: z.infer<typeof Severity>
  readonly source: z.infer<typeof ProblemSource>
  readonly state: ProblemState
  readonly person: {
    readonly name: string
    readonly post: string
    readonly part: 'direct' | 'leading'
  }
}

/** One problem of a type as a group would have written it down on that day. */
export function practiceProblem(
  problemType: string,
  foundOn: string,
  state: ProblemState,
  random: Random,
): PracticeProblem {
  const texts = practiceTexts[problemType]
  if (!texts) throw new RangeError(`no texts for ${problemType}`)
  const spot = random.pick(spots)
  const [, month, day] = foundOn.split('-').map(Number)
  const hour = random.pick(hours)
  return {
    problemType,
    what: fill(random.pick(texts.what), { spot, hour, thing: random.pick(things) }, random),
    happened: `${month}月${day}日${hour}`,
    place: spot,
    effect: random.pick(texts.effect),
    severity: random.pick([
      'ordinary',
      'ordinary',
      'ordinary',
      'serious',
      'serious',
      'outstanding',
    ]),
    source: random.pick(['fieldwork', 'fieldwork', 'masses', 'masses', 'material', 'otherBody']),
    state,
    person: {
      name: random.pick(surnames) + random.pick(givenNames),
      post: random.pick(posts),
      part: random.pick(['direct', 'leading']),
    },
  }
}

function fill(
  text: string,
  words: { readonly spot: string; readonly hour: string; readonly thing: string },
  random: Random,
): string {
  return text
    .replaceAll('{spot}', words.spot)
    .replaceAll('{hour}', words.hour)
    .replaceAll('{thing}', words.thing)
    .replaceAll('{n}', () => String(random.whole(11, 48)))
    .replaceAll('{m}', () => String(random.whole(2, 9)))
    .replaceAll('{money}', () => `${random.whole(1, 46)}.${random.whole(1, 9)}万`)
}
