import type { PrevalenceQuery, TypeRow } from '#db/prevalence/contract.ts'
import type { CountRow } from '#renderer/charts/count-chart.tsx'
import type { DotHeads, DotRow } from '#renderer/charts/dot-chart-layout.ts'
import type { Threshold } from '#renderer/charts/dot-chart.tsx'
import type { MarkShape } from '#renderer/charts/mark.tsx'
import { formatInterval, formatRange, formatShare } from '#renderer/lib/format.ts'
import { explainReason } from '#renderer/lib/words.ts'

import { lookedFor, unitNoun, wordOf } from './finding.ts'
import type { PrevalenceAnswer, Speaker } from './speaker.ts'

/** The shape of each word, so that words differ without colour. */
export const wordShapes = {
  prevalent: 'diamond',
  frequent: 'disc',
  undetermined: 'half',
  isolated: 'ring',
  toBeExamined: 'box',
} as const satisfies Record<TypeRow['assessment']['word'], MarkShape>

/** The rows of the chart. A type still to be examined has x/n but neither share nor interval. */
export function dotRows(answer: PrevalenceAnswer, speaker: Speaker): readonly DotRow[] {
  return lookedFor(answer.rows).map((row) => {
    const { word, share, interval, frameRange, shareAlone, why } = row.assessment
    const said = word !== 'toBeExamined' && share !== null && interval !== null
    const point = said ? { share, low: interval.low, high: interval.high } : null
    return {
      id: row.problemType,
      code: speaker.typeCode(row.problemType),
      name: speaker.typeName(row.problemType),
      shape: wordShapes[word],
      word: wordOf(row, speaker),
      found: row.found,
      examined: row.examined,
      point,
      instead: point === null && why[0] ? explainReason(why[0]) : '',
      share: said ? formatShare(share) : '',
      strong: shareAlone,
      interval: said ? formatInterval(interval) : '',
      range: said && frameRange !== null ? formatRange(frameRange) : '',
      places: said ? `${row.prefecturesFound}/${row.prefecturesExamined}` : '',
    }
  })
}

/** The heads of the chart's columns; the one of the range names the frame. */
export function dotHeads(
  { frame }: PrevalenceAnswer,
  query: PrevalenceQuery,
  speaker: Speaker,
): DotHeads {
  const { t } = speaker
  return {
    type: t('head.type'),
    count: t('head.count'),
    share: t('head.share'),
    interval: t('head.interval'),
    range: t('head.range', { frame, noun: unitNoun(query, speaker) }),
    places: t('head.places'),
    word: t('head.word'),
  }
}

/** The two lines that the group has set, drawn through the plot. */
export function thresholdsOf(
  { parameters }: PrevalenceAnswer,
  { t }: Speaker,
): readonly Threshold[] {
  const { isolatedBelow, prevalentFrom } = parameters
  return [
    {
      at: isolatedBelow,
      label: t('threshold.isolated', { share: formatShare(isolatedBelow) }),
      dashes: '2 3',
      side: 'left',
    },
    {
      at: prevalentFrom,
      label: t('threshold.prevalent', { share: formatThreshold(prevalentFrom) }),
      dashes: '5 3',
      side: 'right',
    },
  ]
}

/** A third is set as a third; other lines as percentages. */
export function formatThreshold(share: number): string {
  return Math.abs(share - 1 / 3) < 1e-6 ? '1/3' : formatShare(share)
}

/** The bars of a case that has problems but no looks. */
export function countRows({ rows }: PrevalenceAnswer, speaker: Speaker): readonly CountRow[] {
  return rows
    .filter(({ problems }) => problems > 0)
    .map(({ problemType, problems, problemUnits }) => ({
      id: problemType,
      code: speaker.typeCode(problemType),
      name: speaker.typeName(problemType),
      problems,
      units: problemUnits,
    }))
}
