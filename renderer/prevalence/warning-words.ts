import { explainReason, type ReasonLike } from '#renderer/lib/words.ts'

import type { Speaker } from './speaker.ts'

/** A bias warning in words: what is biased, the figures, and how to make up for it. */
export type WarningWords = {
  readonly code: string
  readonly title: string
  readonly sentence: string
  readonly remedy: string
  /** The type that it touches; null where it touches all. */
  readonly problemType: string | null
}

/** Puts a warning of the answer into words. The first fact of B10 is the type that it touches. */
export function warningWords(warning: ReasonLike, speaker: Speaker): WarningWords {
  const name = warning.code.replace('bias.', '')
  const [first, ...rest] = warning.about ?? []
  const ofType = name === 'b10' && first !== undefined
  const about = ofType ? [speaker.typeName(first), ...rest] : (warning.about ?? [])
  return {
    code: name.toUpperCase(),
    title: speaker.t(`bias.${name}.title`, ofType ? { type: speaker.typeBrief(first) } : {}),
    sentence: explainReason({ code: warning.code, about }),
    remedy: speaker.t(`bias.${name}.remedy`),
    problemType: ofType ? first : null,
  }
}

/** A warning as one line, for prints and files. */
export function warningLine(
  { code, title, sentence, remedy }: WarningWords,
  { t }: Speaker,
): string {
  return t('bias.line', { code, title, sentence, remedy })
}
