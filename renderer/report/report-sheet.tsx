import { CountChart } from '#renderer/charts/count-chart.tsx'
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
import type { Analysis } from '#renderer/prevalence/use-analysis.ts'
import { warningLine, warningWords } from '#renderer/prevalence/warning-words.ts'

/** Width of the print area of A4 with its margins, in CSS pixels. */
const PAPER = 702
const ROW = 21
/** Sentences that leave the sheet one page long. */
const SENTENCES = 6

type Props = { readonly analysis: Analysis }

/** Title, basis, chart, sentences, what was never looked for, warnings, and what it rests on. */
export function ReportSheet({ analysis }: Props) {
  const { answer, query, speaker, imprint } = analysis
  const { t } = speaker
  return (
    <article className="report-sheet">
      <header>
        <p className="report-case">
          {imprint.caseTitle}
          {imprint.practice && <span className="practice-mark">{t('imprint.practice')}</span>}
        </p>
        <h2 className="report-title">{findingTitle(answer, query, speaker)}</h2>
        <p className="report-basis">{findingBasis(answer, query, speaker).join(' · ')}</p>
      </header>
      <ReportChart analysis={analysis} />
      <Sentences analysis={analysis} />
      <Warnings analysis={analysis} />
      <footer className="report-foot">
        {[
          imprint.caseTitle,
          imprint.queryLine,
          t('report.n', { n: answer.examinedUnits }),
          imprint.asOf,
        ].join(' · ')}
        <br />
        {t('report.ownSetting', {
          isolated: Math.round(answer.parameters.isolatedBelow * 100),
          smallest: answer.parameters.smallest,
        })}
      </footer>
    </article>
  )
}

function ReportChart({ analysis }: Props) {
  const { answer, query, speaker } = analysis
  const { t } = speaker
  const label = findingTitle(answer, query, speaker)
  if (hasOnlyCounts(answer)) {
    const heads = { type: t('head.type'), problems: t('head.problems'), units: t('head.units') }
    const rows = countRows(answer, speaker)
    return rows.length === 0 ? null : (
      <CountChart rows={rows} heads={heads} width={PAPER} rowHeight={ROW} label={label} />
    )
  }
  return (
    <DotChart
      rows={dotRows(answer, speaker)}
      heads={dotHeads(answer, query, speaker)}
      thresholds={thresholdsOf(answer, speaker)}
      width={PAPER}
      rowHeight={ROW}
      label={label}
      noShare={t('head.noShare')}
    />
  )
}

function Sentences({ analysis }: Props) {
  const { answer, query, speaker } = analysis
  const { t } = speaker
  if (hasOnlyCounts(answer)) return <p className="report-note">{t('report.countsOnly')}</p>
  const weighty = lookedFor(answer.rows).filter(
    ({ assessment }) => assessment.word === 'prevalent' || assessment.word === 'frequent',
  )
  const never = neverLookedFor(answer.rows).map(({ problemType }) => speaker.typeBrief(problemType))
  return (
    <section>
      <ol className="report-sentences">
        {weighty.slice(0, SENTENCES).map((row) => (
          <li key={row.problemType}>
            {plainSentence(row, sentenceOf(row, answer, query, speaker), speaker)}
          </li>
        ))}
      </ol>
      {never.length > 0 && (
        <p className="report-note">
          {t('report.never', {
            number: never.length,
            types: never.join(speaker.english ? ', ' : '、'),
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
