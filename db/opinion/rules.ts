import { type Reason, refuse, allow, type Verdict } from '#db/kernel/verdict.ts'

import type { Channel, Directness, UnitVoices } from './contract.ts'

/** The ways that each directness can come by (INV-31: a unit's summary is never direct). */
const WAYS: Readonly<Record<Directness, readonly Channel[]>> = {
  direct: ['CH1', 'CH2', 'CH3', 'CH6'],
  writtenBySpeaker: ['CH4', 'CH5', 'CH6', 'CH7', 'CH8'],
  relayed: ['CH9'],
  unitSummary: ['CH10'],
}

/** How near to its speaker an opinion can be that came this way; one answer, or two for a letter or call. */
export function directnessesOf(channel: Channel): readonly Directness[] {
  const all = ['direct', 'writtenBySpeaker', 'relayed', 'unitSummary'] as const
  return all.filter((directness) => WAYS[directness].includes(channel))
}

/** What a new opinion has to be judged by. */
export type OpinionFacts = {
  readonly unitId: string
  readonly heardOn: string
  readonly heardTime: string | null
  readonly today: string
  readonly place: string
  readonly channel: Channel
  readonly directness: Directness
  readonly thirdPerson: boolean
  readonly change: string | null
  readonly changeProblemId: string | null
  /** The record that it corrects. */
  readonly former: {
    readonly no: number
    readonly unitId: string
    readonly hasSuccessor: boolean
  } | null
}

/**
 * Whether an opinion may be sealed: one heard directly names hearer, time, place and words (R30);
 * way and directness agree (INV-31); a correction stays with the unit, and each record has one
 * (INV-3).
 */
export function sealOpinion(facts: OpinionFacts): Verdict<true> {
  const reasons: Reason[] = []
  if (facts.heardOn > facts.today) reasons.push({ code: 'opinion.in-the-future' })
  if (!WAYS[facts.directness].includes(facts.channel)) {
    reasons.push({ code: 'opinion.way-disagrees' })
  }
  if (facts.directness === 'direct') {
    if (facts.heardTime === null) reasons.push({ code: 'opinion.direct-without-time' })
    if (facts.place.trim() === '') reasons.push({ code: 'opinion.direct-without-place' })
  }
  if (facts.channel === 'CH2' && facts.thirdPerson) {
    reasons.push({ code: 'opinion.back-to-back-overheard' })
  }
  if (facts.changeProblemId !== null && facts.change === null) {
    reasons.push({ code: 'opinion.problem-without-change' })
  }
  if (facts.former && facts.former.unitId !== facts.unitId) {
    reasons.push({ code: 'opinion.supersedes-another-unit' })
  }
  if (facts.former?.hasSuccessor === true) {
    reasons.push({ code: 'opinion.has-successor', about: [String(facts.former.no)] })
  }
  return reasons.length > 0 ? refuse(...reasons) : allow(true)
}

/** The three kinds that are to be heard at every unit (R49). */
export const THREE_KINDS = ['V01', 'V02', 'V03'] as const

/** Which of the three kinds nobody has heard yet at a unit (R49). */
export function missingKinds(voices: Pick<UnitVoices, 'V01' | 'V02' | 'V03'>) {
  return THREE_KINDS.filter((kind) => voices[kind] === 0)
}
