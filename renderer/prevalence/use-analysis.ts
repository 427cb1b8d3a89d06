import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { prevalenceContract, type PrevalenceQuery } from '#db/prevalence/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'

import { type Condition, conditionsOf, type Prefecture, queryLine } from './query-words.ts'
import { type PrevalenceAnswer, type Speaker, speakerOf } from './speaker.ts'
import type { Imprint } from './workbook.ts'

/** One answer of the analysis with all that is needed to show it in words. */
export type Analysis = {
  readonly query: PrevalenceQuery
  readonly answer: PrevalenceAnswer
  readonly speaker: Speaker
  readonly prefectures: readonly Prefecture[]
  readonly conditions: readonly Condition[]
  readonly imprint: Imprint
}

/** Asks the case file the query; `analysis` is undefined until everything is there. */
export function useAnalysis(query: PrevalenceQuery): {
  readonly analysis: Analysis | undefined
  readonly error: unknown
} {
  const { t, i18n } = useTranslation('prevalence')
  const answer = useCaseQuery(prevalenceContract.byType, query)
  const types = useCaseQuery(problemContract.types, {})
  const prefectures = useCaseQuery(unitContract.prefectures, {})
  const summary = useCaseQuery(casefileContract.summary, {})
  const language = i18n.language
  const analysis = useMemo(() => {
    if (!answer.data || !types.data || !prefectures.data || !summary.data) return
    const speaker = speakerOf(t, language, types.data)
    const conditions = conditionsOf(query, prefectures.data, speaker)
    const { title, practice, changesets, lastChangeAt } = summary.data
    const at = lastChangeAt === null ? '' : formatDateTime(lastChangeAt)
    const imprint = {
      caseTitle: title,
      practice,
      queryLine: queryLine(conditions, speaker),
      asOf: t('imprint.version', { version: changesets, at }),
    }
    return {
      query,
      answer: answer.data,
      speaker,
      prefectures: prefectures.data,
      conditions,
      imprint,
    }
  }, [answer.data, types.data, prefectures.data, summary.data, query, t, language])
  return { analysis, error: answer.error ?? types.error ?? prefectures.error ?? summary.error }
}
