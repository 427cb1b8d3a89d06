import { notices, selections, unitKinds, unitLevels } from '#db/kernel/codes.ts'
import type { PrevalenceQuery } from '#db/prevalence/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'

import type { Speaker } from './speaker.ts'

export type Prefecture = { readonly id: string; readonly name: string }

/** One condition of the query in words; `all` where nothing is left out. */
export type Condition = {
  readonly part: 'levels' | 'kinds' | 'prefectures' | 'period' | 'selections' | 'notices'
  readonly name: string
  readonly value: string
  readonly all: boolean
}

/** The query object as a list of conditions, in the order in which the query bar shows them. */
export function conditionsOf(
  query: PrevalenceQuery,
  prefectures: readonly Prefecture[],
  speaker: Speaker,
): readonly Condition[] {
  const { t, word } = speaker
  const placeName = (id: string) => prefectures.find((each) => each.id === id)?.name ?? id
  const condition = (part: Condition['part'], values: readonly string[]): Condition => ({
    part,
    name: t(`query.${part}`),
    value: values.length === 0 ? t('query.all') : listOf(values, speaker),
    all: values.length === 0,
  })
  return [
    condition(
      'levels',
      query.levels.map((code) => word(unitLevels, code)),
    ),
    condition(
      'kinds',
      query.kinds.map((code) => word(unitKinds, code)),
    ),
    condition('prefectures', query.prefectures.map(placeName)),
    condition('period', periodWords(query, speaker)),
    condition(
      'selections',
      query.selections.map((code) => word(selections, code)),
    ),
    condition(
      'notices',
      query.notices.map((code) => word(notices, code)),
    ),
  ]
}

/** The conditions that leave something out, as one line for prints and files. */
export function queryLine(conditions: readonly Condition[], { t }: Speaker): string {
  const set = conditions.filter(({ all }) => !all)
  if (set.length === 0) return t('query.everything')
  return set
    .map(({ name, value }) => t('query.condition', { name, value }))
    .join(t('common:listSemicolon'))
}

function periodWords({ period }: PrevalenceQuery, { t }: Speaker): readonly string[] {
  const { from, to } = period
  if (from === null && to === null) return []
  if (from === null) return [t('query.until', { to: formatDate(to ?? '') })]
  if (to === null) return [t('query.since', { from: formatDate(from) })]
  return [t('query.between', { from: formatDate(from), to: formatDate(to) })]
}

function listOf(values: readonly string[], { t }: Speaker): string {
  return values.join(t('common:listComma'))
}
