import { contentId } from '#db/engine/content-id.ts'
import { addDays } from '#db/kernel/dates.ts'
import type { Random } from '#db/kernel/random.ts'
import { shippedProblemTypes } from '#db/kernel/problem-types.ts'
import { practiceProblem } from '#db/practice/rules/problems.ts'
import { practiceTexts } from '#db/practice/rules/texts.ts'

import type { Place } from './places.ts'
import { PROBLEMS_PER_VISIT } from './sizes.ts'

/** The first Monday of the year over which the fieldwork is spread, and its days. */
const FIRST_DAY = '2014-01-06'
const DAYS = 52 * 7
const LOOKS_PER_VISIT = 12
const FINDING_LOOKS = 7

export const days: readonly string[] = Array.from({ length: DAYS }, (_each, day) =>
  addDays(FIRST_DAY, day),
)

export type Text = {
  readonly what: string
  readonly happened: string
  readonly place: string
  readonly effect: string
  readonly person: string
}

export type Look = {
  readonly id: string
  readonly problemType: string
  readonly nature: string
  readonly result: 'found' | 'notFound' | 'couldNotLook'
}

export type Found = {
  readonly id: string
  readonly look: Look
  readonly text: Text
  readonly state: 'lead' | 'found' | 'reminded' | 'notSubstantiated'
  readonly severity: string
  readonly source: string
}

export type Visit = {
  readonly id: string
  readonly unit: number
  readonly startedOn: string
  readonly method: string
  readonly notice: string
  readonly selection: string
  readonly looks: readonly Look[]
  readonly problems: readonly Found[]
}

/** Texts as groups write them, 50 to 150 characters of what was seen, ready to be dealt out. */
export function textPool(count: number, random: Random): readonly Text[] {
  const written = Object.keys(practiceTexts)
  const sentence = (day: string) => practiceProblem(random.pick(written), day, 'lead', random)
  return Array.from({ length: count }, () => {
    const day = random.pick(days)
    const first = sentence(day)
    const more = Array.from({ length: random.whole(1, 3) }, () => sentence(day).what)
    const { happened, place, effect, person } = first
    return { what: first.what + more.join(''), happened, place, effect, person: person.name }
  })
}

/** Units in the order in which they are visited: counties and towns oftener than villages. */
export function visitedUnits(
  places: readonly Place[],
  visits: number,
  random: Random,
): readonly number[] {
  const all = places.map((_place, index) => index)
  const often = all.filter((index) => ['30', '31', '40'].includes(places[index]?.level ?? ''))
  return Array.from({ length: visits }, () => random.pick(random.chance(0.3) ? often : all)).sort(
    (a, b) => a - b,
  )
}

/** One visit with what was looked for and the problems that were found, ten on average. */
export function visitTo(
  unit: number,
  number: number,
  texts: readonly Text[],
  random: Random,
): Visit {
  const types = random.shuffle(shippedProblemTypes).slice(0, LOOKS_PER_VISIT)
  const looks = types.map(({ code }, at): Look => {
    const id = contentId('exposure', number, code)
    const nature = random.pick(['effect', 'effect', 'effect', 'masses', 'papers'])
    if (at < FINDING_LOOKS) return { id, problemType: code, nature, result: 'found' }
    return {
      id,
      problemType: code,
      nature,
      result: random.chance(0.9) ? 'notFound' : 'couldNotLook',
    }
  })
  const notice = random.pick(['announced', 'short', 'unannounced', 'unannounced'])
  return {
    id: contentId('visit', number),
    unit,
    startedOn: random.pick(days),
    method: notice === 'unannounced' ? 'M08' : random.pick(['M07', 'M09', 'M12', 'M14', 'M02']),
    notice,
    selection: random.pick(['drawn', 'drawn', 'drawn', 'chosen', 'continued']),
    looks,
    problems: problemsOf(looks.slice(0, FINDING_LOOKS), number, texts, random),
  }
}

function problemsOf(
  looks: readonly Look[],
  number: number,
  texts: readonly Text[],
  random: Random,
): readonly Found[] {
  return Array.from({ length: PROBLEMS_PER_VISIT }, (_each, at) => {
    const look = looks[at % looks.length]
    if (!look) throw new RangeError('a visit without looks finds nothing')
    return {
      id: contentId('problem', number, at),
      look,
      text: random.pick(texts),
      state: random.pick(['lead', 'found', 'found', 'found', 'reminded', 'notSubstantiated']),
      severity: random.pick(['ordinary', 'ordinary', 'serious', 'outstanding']),
      source: random.pick(['fieldwork', 'fieldwork', 'masses', 'material']),
    }
  })
}
