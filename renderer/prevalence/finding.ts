import { unitKinds } from '#db/kernel/codes.ts'
import type { PrevalenceQuery, PrevalenceWord, TypeRow } from '#db/prevalence/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'
import type { z } from 'zod'

import type { PrevalenceAnswer, Speaker } from './speaker.ts'

/** Types that somebody looked for, in the order of the answer. */
export function lookedFor(rows: readonly TypeRow[]): readonly TypeRow[] {
  return rows.filter(({ examined, otherExamined }) => examined + otherExamined > 0)
}

/** Types that nobody looked for: nothing at all can be said of them. */
export function neverLookedFor(rows: readonly TypeRow[]): readonly TypeRow[] {
  return rows.filter(({ examined, otherExamined }) => examined + otherExamined === 0)
}

/** Whether there are only counts of problems and no denominator (domain §4.1 (1)). */
export function hasOnlyCounts(answer: PrevalenceAnswer): boolean {
  return answer.examinedUnits === 0
}

/** What the units of the query are called after a number: counties, townships, or units. */
export function unitNoun(query: PrevalenceQuery, { t }: Speaker): string {
  const [level, ...others] = query.levels
  const named = others.length === 0 && (level === '20' || level === '30' || level === '40')
  return t(`noun.${named ? level : 'any'}`)
}

/** The word of one row. A type found in one kind of several is prevalent in that kind only. */
export function wordOf(row: TypeRow, { t }: Speaker): string {
  return t(prevalentInOneKind(row) ? 'word.prevalentInKind' : `word.${row.assessment.word}`)
}

/** Whether `prevalent` holds for one kind of units only, of several that were examined. */
export function prevalentInOneKind({ kinds, assessment }: TypeRow): boolean {
  return assessment.word === 'prevalent' && assessment.prevalentInKind !== null && kinds.length > 1
}

/** The finding in one sentence, computed with the chart; it says so when nothing can be said. */
export function findingTitle(
  answer: PrevalenceAnswer,
  query: PrevalenceQuery,
  speaker: Speaker,
): string {
  const { t } = speaker
  if (hasOnlyCounts(answer)) {
    const problems = answer.rows.reduce((sum, row) => sum + row.problems, 0)
    return t(problems > 0 ? 'finding.onlyCounts' : 'finding.nothing')
  }
  if (answer.drawnUnits === 0) return t('finding.nothingDrawn')
  const scope = scopeOf(query, speaker)
  const ofWord = (word: z.infer<typeof PrevalenceWord>) =>
    answer.rows.filter((row) => row.assessment.word === word)
  const prevalent = ofWord('prevalent').filter((row) => !prevalentInOneKind(row))
  if (prevalent.length > 0) return t('finding.prevalent', { scope, ...listed(prevalent, speaker) })
  const inKind = ofWord('prevalent').filter(prevalentInOneKind)
  if (inKind.length > 0) {
    return t('finding.prevalentInKind', { scope, ...listed(inKind, speaker) })
  }
  const frequent = ofWord('frequent')
  if (frequent.length > 0) return t('finding.frequent', { scope, ...listed(frequent, speaker) })
  const said = lookedFor(answer.rows).some((row) => row.assessment.word !== 'toBeExamined')
  return t(said ? 'finding.none' : 'finding.tooFew', { scope })
}

/** What the chart rests on: frame, period, draw, unannounced share, counting, order, interval. */
export function findingBasis(
  answer: PrevalenceAnswer,
  query: PrevalenceQuery,
  speaker: Speaker,
): readonly string[] {
  const { t, word } = speaker
  const noun = unitNoun(query, speaker)
  const { frame, firstOn, lastOn, drawnUnits: drawn, unannouncedUnits: unannounced } = answer
  if (hasOnlyCounts(answer)) {
    const rows = answer.rows.filter(({ problems }) => problems > 0)
    const problems = rows.reduce((sum, row) => sum + row.problems, 0)
    if (problems === 0) return []
    return [t('basis.counts', { problems, types: rows.length }), t('basis.countsOnly')]
  }
  const bounded = query.levels.length + query.kinds.length > 0
  return [
    ...(bounded ? [t('basis.frame', { frame, noun })] : []),
    ...query.kinds.map((code) => word(unitKinds, code)),
    ...(firstOn === null || lastOn === null
      ? []
      : [t('basis.period', { from: formatDate(firstOn), to: formatDate(lastOn) })]),
    t('basis.drawn', { drawn, unannounced, noun }),
    t('basis.counting'),
    t('basis.order'),
    t('basis.interval'),
  ]
}

const NAMED = 3

function listed(rows: readonly TypeRow[], { t, english, typeName, typeCode }: Speaker) {
  const names = rows
    .slice(0, NAMED)
    .map(({ problemType: id }) => (english ? typeCode(id) || typeName(id) : typeName(id)))
  const list = names.join(t('finding.separator'))
  return {
    number: rows.length,
    types: rows.length > NAMED ? t('finding.andMore', { list }) : list,
  }
}

function scopeOf({ levels, kinds }: PrevalenceQuery, { t, word }: Speaker): string {
  const [level, ...others] = levels
  if (level !== undefined && others.length === 0) return t(`scope.${level}`)
  const [kind, ...otherKinds] = kinds
  if (levels.length === 0 && kind !== undefined && otherKinds.length === 0) {
    return word(unitKinds, kind)
  }
  return t('scope.all')
}
