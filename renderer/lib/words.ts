import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import type { Code } from '#db/kernel/codes.ts'
import { Failure } from '#db/kernel/failure.ts'

import { formatDate } from './format.ts'
import { i18n } from './i18n.ts'

export type ReasonLike = {
  readonly code: string
  readonly about?: readonly string[] | undefined
}

/** The sentence for one reason code. {{0}}, {{1}}… are what it is about; {{all}} is the whole list. */
export function explainReason({ code, about = [] }: ReasonLike): string {
  const options = { ns: 'reason', keySeparator: false, nsSeparator: false } as const
  if (!i18n.exists(code, options)) return i18n.t('call.unexpected', { ...options, 0: code })
  const told = about.map((each) =>
    CIVIL_DATE.test(each) ? formatDate(each, { year: true }) : each,
  )
  const all = told.join(i18n.t('common:listComma'))
  return i18n.t(code, { ...options, ...Object.fromEntries(told.entries()), all }).trim()
}

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/

/** What to tell a person about an error: one sentence for each reason. */
export function explain(error: unknown): string[] {
  if (error instanceof Failure) return error.reasons.flatMap(explainWithSaved)
  if (error instanceof z.ZodError) return [explainReason({ code: 'call.malformed-answer' })]
  return [explainReason({ code: 'call.unexpected' })]
}

/** A disk that failed while something was written: what is saved is said too. */
function explainWithSaved(reason: ReasonLike): string[] {
  const { code, about = [] } = reason
  const ofDisk = code === 'disk.full' || code === 'disk.failed'
  const saved =
    ofDisk && about.length > 0 ? [explainReason({ code: 'disk.saved-up-to', about })] : []
  return [explainReason(reason), ...saved]
}

/** Gives the word of a code in the language on screen; the code itself where the list lacks it. */
export function useCodeWord(): (list: readonly Code[], code: string) => string {
  const { i18n: current } = useTranslation()
  const language = current.language === 'en' ? 'en' : 'zh'
  return (list, code) => list.find((each) => each.code === code)?.[language] ?? code
}
