import type { Reason } from '#db/kernel/verdict.ts'

import { hypergeometricRange, type Interval, ruleOfThree, wilson } from './interval.ts'

/** 待查, 个别, 多发, 普遍, 未定 (domain §4.2). */
export type PrevalenceWord = 'toBeExamined' | 'isolated' | 'frequent' | 'prevalent' | 'undetermined'

/** P-10 and P-11: set by the group, no central rule. */
export type PrevalenceParameters = {
  /** Below this many units no percentage is given. */
  readonly smallest: number
  /** Below this many a percentage stands only beside x/n and its interval. */
  readonly small: number
  readonly isolatedBelow: number
  readonly prevalentFrom: number
}

export const defaultParameters: PrevalenceParameters = {
  smallest: 5,
  small: 10,
  isolatedBelow: 0.2,
  prevalentFrom: 1 / 3,
}

/** Units that were drawn, and beside them those that were chosen, invited or continued. */
export type Tally = {
  readonly examined: number
  readonly found: number
  /** Of the examined, those with an unannounced visit. */
  readonly unannounced: number
  readonly prefecturesExamined: number
  readonly prefecturesFound: number
  readonly kinds: readonly {
    readonly kind: string
    readonly examined: number
    readonly found: number
  }[]
  /** Units that could have been drawn; undefined where the query names no class of units. */
  readonly frame: number | undefined
  readonly chosenExamined: number
  readonly chosenFound: number
}

export type Assessment = {
  readonly word: PrevalenceWord
  /** Undefined where a percentage may not be given. */
  readonly share: number | undefined
  readonly interval: Interval | undefined
  readonly frameRange: Interval | undefined
  readonly upperWhenNone: number | undefined
  readonly showShareAlone: boolean
  /** The one kind in which half or more were found, when only that kind makes it prevalent. */
  readonly prevalentInKind: string | undefined
  readonly why: readonly Reason[]
}

/**
 * The word that may be used of one type, with what it rests on. Only drawn units count; small
 * numbers, no draw or no unannounced look leave it 待查 (domain §4.2, §4.4).
 */
export function assess(tally: Tally, parameters: PrevalenceParameters): Assessment {
  const { examined, found, frame } = tally
  if (examined < parameters.smallest) {
    return { ...unsaid, why: [whyUnsaid(tally, parameters)] }
  }
  const interval = wilson(found, examined)
  const figures = {
    share: found / examined,
    interval,
    frameRange:
      frame === undefined || frame < examined
        ? undefined
        : hypergeometricRange(found, examined, frame),
    upperWhenNone: found === 0 ? ruleOfThree(examined) : undefined,
    showShareAlone: examined >= parameters.small,
  }
  return { ...figures, ...wordFor(tally, interval, parameters) }
}

const unsaid = {
  word: 'toBeExamined',
  share: undefined,
  interval: undefined,
  frameRange: undefined,
  upperWhenNone: undefined,
  showShareAlone: false,
  prevalentInKind: undefined,
} as const

function whyUnsaid(tally: Tally, { smallest }: PrevalenceParameters): Reason {
  if (tally.examined + tally.chosenExamined === 0) return { code: 'prevalence.nothing-examined' }
  if (tally.examined === 0) {
    return {
      code: 'prevalence.nothing-drawn',
      about: [String(tally.chosenExamined), String(tally.chosenFound)],
    }
  }
  const missing = smallest - tally.examined
  return {
    code: 'prevalence.fewer-than-smallest',
    about: [String(tally.examined), String(smallest), String(missing)],
  }
}

type Word = Pick<Assessment, 'word' | 'prevalentInKind' | 'why'>

function wordFor(tally: Tally, interval: Interval, parameters: PrevalenceParameters): Word {
  const plain = (word: PrevalenceWord, ...why: Reason[]): Word => ({
    word,
    prevalentInKind: undefined,
    why,
  })
  if (tally.unannounced === 0) {
    return plain('toBeExamined', {
      code: 'prevalence.all-announced',
      about: [String(tally.examined)],
    })
  }
  if (interval.high < parameters.isolatedBelow) {
    return plain('isolated', { code: 'prevalence.upper-limit-low' })
  }
  const reach = reachOf(tally)
  if (interval.low >= parameters.prevalentFrom && reach.missing.length === 0) {
    return {
      word: 'prevalent',
      prevalentInKind: reach.onlyKind,
      why: [{ code: 'prevalence.lower-limit-high' }],
    }
  }
  if (tally.found / tally.examined >= parameters.isolatedBelow) {
    const held = interval.low >= parameters.prevalentFrom
    return plain(
      'frequent',
      ...(held ? reach.missing : [{ code: 'prevalence.lower-limit-below-prevalent' }]),
    )
  }
  return plain('undetermined', { code: 'prevalence.interval-too-wide' })
}

/** Prevalent needs breadth: half of the prefectures, and two kinds or half of one kind. */
function reachOf(tally: Tally): { missing: readonly Reason[]; onlyKind: string | undefined } {
  const missing: Reason[] = []
  if (tally.prefecturesFound * 2 < tally.prefecturesExamined) {
    missing.push({
      code: 'prevalence.found-in-few-prefectures',
      about: [String(tally.prefecturesFound), String(tally.prefecturesExamined)],
    })
  }
  const kindsFound = tally.kinds.filter(({ found }) => found > 0)
  if (kindsFound.length >= 2) return { missing, onlyKind: undefined }
  const half = kindsFound.find(({ examined, found }) => found * 2 >= examined)
  if (half === undefined) missing.push({ code: 'prevalence.in-too-few-kinds' })
  return { missing, onlyKind: half?.kind }
}

type Sortable = {
  readonly problemType: string
  readonly found: number
  readonly examined: number
  readonly problems: number
  readonly assessment: { readonly word: PrevalenceWord; readonly interval: Interval | null }
}

/**
 * Order of a list of types: by the lower limit of the interval, never by the bare share (§4.4);
 * 待查 after all others, never-examined ones last.
 */
export function compareByLowerLimit(a: Sortable, b: Sortable): number {
  return (
    Number(a.assessment.word === 'toBeExamined') - Number(b.assessment.word === 'toBeExamined') ||
    (b.assessment.interval?.low ?? -1) - (a.assessment.interval?.low ?? -1) ||
    b.found - a.found ||
    b.examined - a.examined ||
    b.problems - a.problems ||
    a.problemType.localeCompare(b.problemType)
  )
}
