import { useRef } from 'react'

import { CountChart, type CountRow } from '#renderer/charts/count-chart.tsx'
import { DotChart } from '#renderer/charts/dot-chart.tsx'
import { countRows, dotHeads, dotRows, thresholdsOf } from '#renderer/prevalence/chart-rows.ts'
import {
  findingBasis,
  findingTitle,
  hasOnlyCounts,
  lookedFor,
  neverLookedFor,
} from '#renderer/prevalence/finding.ts'
import { plainSentence, sentenceOf } from '#renderer/prevalence/sentence.ts'
import type { Speaker } from '#renderer/prevalence/speaker.ts'
import type { Analysis } from '#renderer/prevalence/use-analysis.ts'
import { warningLine, warningWords } from '#renderer/prevalence/warning-words.ts'

import { ReportTable } from './report-table.tsx'
import { type Room, useFit } from './use-fit.ts'

/** Width of the print area of A4 with its margins, in CSS pixels. */
const PAPER = 702
const ROW = 21
const SENTENCES = 6
/** So many of the rows that fit may be left out for the sake of equals. */
const MOSTLY = 0.7

type Props = { readonly analysis: Analysis }
type Placed = Props & { readonly room: Room }

/**
 * Title, basis, chart, sentences, what was never looked for, warnings, and what it rests on: one
 * page of A4. What finds no room on it is said to be missing and stands in the saved table.
 */
export function ReportSheet({ analysis }: Props) {
  const { answer, query, speaker, imprint } = analysis
  const { t } = speaker
  const sheet = useRef<HTMLElement>(null)
  const rows = hasOnlyCounts(answer) ? countRows(answer, speaker) : dotRows(answer, speaker)
  const { settled, ...room } = useFit(sheet, { rows: rows.length, sentences: SENTENCES })
  return (
    <article
      ref={sheet}
      className="report-sheet"
      {...(settled ? { 'data-testid': 'report-ready' } : {})}
    >
      <header>
        <p className="report-case">
          {imprint.caseTitle}
          {imprint.practice && <span className="practice-mark">{t('imprint.practice')}</span>}
        </p>
        <h2 className="report-title" data-testid="report-title">
          {findingTitle(answer, query, speaker)}
        </h2>
        <p className="report-basis" data-testid="report-basis">
          {findingBasis(answer, query, speaker).join(' · ')}
        </p>
      </header>
      <ReportChart analysis={analysis} room={room} />
      <ReportTable analysis={analysis} />
      <Sentences analysis={analysis} room={room} />
      <Warnings analysis={analysis} />
      <footer className="report-foot">
        {[
          imprint.caseTitle,
          ...(imprint.practice ? [t('imprint.practice')] : []),
          imprint.queryLine,
          t('report.n', { n: answer.examinedUnits }),
          imprint.asOf,
        ].join(' · ')}
        {!hasOnlyCounts(answer) && (
          <>
            <br />
            {t('report.ownSetting', {
              isolated: Math.round(answer.parameters.isolatedBelow * 100),
              smallest: answer.parameters.smallest,
            })}
          </>
        )}
      </footer>
    </article>
  )
}

function ReportChart({ analysis, room }: Placed) {
  const { answer, query, speaker } = analysis
  const { t } = speaker
  const label = findingTitle(answer, query, speaker)
  if (hasOnlyCounts(answer)) {
    const heads = { type: t('head.type'), problems: t('head.problems'), units: t('head.units') }
    const rows = countRows(answer, speaker)
    const shown = shownCounts(rows, room.rows)
    return rows.length === 0 ? null : (
      <CountChart
        rows={rows.slice(0, shown)}
        heads={heads}
        width={PAPER}
        rowHeight={ROW}
        label={label}
        rest={restOfCounts(rows.slice(shown), speaker)}
      />
    )
  }
  const rows = dotRows(answer, speaker)
  const left = rows.length - room.rows
  return (
    <DotChart
      rows={rows.slice(0, room.rows)}
      heads={dotHeads(answer, query, speaker)}
      thresholds={thresholdsOf(answer, speaker)}
      width={PAPER}
      rowHeight={ROW}
      label={label}
      noShare={t('head.noShare')}
      rest={left > 0 ? t('report.moreTypes', { number: left }) : undefined}
    />
  )
}

/** Of many types with as many problems each, none stands for the others: they stay or go together. */
function shownCounts(rows: readonly CountRow[], most: number): number {
  const next = rows[most]
  if (!next) return rows.length
  const first = rows.findIndex(({ problems }) => problems === next.problems)
  return first >= most * MOSTLY ? first : most
}

/** What the bars leave out: how many types, and at most how many problems each of them has. */
function restOfCounts(rows: readonly CountRow[], { t }: Speaker): string | undefined {
  const [first] = rows
  if (!first) return undefined
  const problems = rows.reduce((sum, row) => sum + row.problems, 0)
  return t('report.moreCounts', { number: rows.length, problems, most: first.problems })
}

function Sentences({ analysis, room }: Placed) {
  const { answer, query, speaker } = analysis
  const { t } = speaker
  if (hasOnlyCounts(answer)) {
    return (
      <p className="report-note" data-testid="report-counts-only">
        {t('report.countsOnly')}
      </p>
    )
  }
  const weighty = lookedFor(answer.rows).filter(
    ({ assessment }) => assessment.word === 'prevalent' || assessment.word === 'frequent',
  )
  const never = neverLookedFor(answer.rows).map(({ problemType }) => speaker.typeBrief(problemType))
  return (
    <section>
      <ol className="report-sentences">
        {weighty.slice(0, room.sentences).map((row) => (
          <li key={row.problemType}>
            {plainSentence(row, sentenceOf(row, answer, query, speaker), speaker)}
          </li>
        ))}
      </ol>
      {never.length > 0 && (
        <p className="report-note">
          {t('report.never', {
            number: never.length,
            types: never.join(t('common:listComma')),
          })}
        </p>
      )}
    </section>
  )
}

function Warnings({ analysis }: Props) {
  const { answer, speaker } = analysis
  if (answer.warnings.length === 0) return null
  return (
    <section>
      <h3 className="report-heading">
        {speaker.t('bias.heading', { number: answer.warnings.length })}
      </h3>
      <ul className="report-warnings">
        {answer.warnings.map((warning) => {
          const line = warningLine(warningWords(warning, speaker), speaker)
          return <li key={line}>{line}</li>
        })}
      </ul>
    </section>
  )
}
