import { Button } from 'antd'
import { useMemo, useRef } from 'react'

import { CountChart } from '#renderer/charts/count-chart.tsx'
import { DotChart } from '#renderer/charts/dot-chart.tsx'
import { MarkIcon } from '#renderer/charts/mark.tsx'
import { useWidth } from '#renderer/lib/use-width.ts'

import { countRows, dotHeads, dotRows, thresholdsOf, wordShapes } from './chart-rows.ts'
import { findingBasis, findingTitle, hasOnlyCounts, lookedFor, neverLookedFor } from './finding.ts'
import { NeverLooked } from './never-looked.tsx'
import type { Part } from './sentence.ts'
import { TypeTable } from './type-table.tsx'
import type { Analysis } from './use-analysis.ts'

export type OpenRecords = (problemType: string, part: Part) => void

type Props = {
  readonly analysis: Analysis
  readonly view: 'chart' | 'table'
  readonly onView: (view: 'chart' | 'table') => void
  readonly selected: string | undefined
  readonly onSelect: (problemType: string) => void
  readonly onOpen: OpenRecords
  readonly onProblems: (problemType: string) => void
}

/** The finding in a sentence, what it rests on, and the chart or the table that shows it. */
export function FindingCard(props: Props) {
  const { analysis, view, onView } = props
  const { answer, query, speaker, imprint } = analysis
  const { t } = speaker
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const counts = hasOnlyCounts(answer)
  return (
    <section className="card finding-card" aria-labelledby="finding-title">
      <div className="finding-head">
        <h2 id="finding-title" className="finding-title">
          {findingTitle(answer, query, speaker)}
        </h2>
        {imprint.practice && (
          <span className="practice-mark print-only">{t('imprint.practice')}</span>
        )}
        <Button
          size="small"
          type="text"
          className="screen-only"
          aria-keyshortcuts="T"
          onClick={() => onView(view === 'chart' ? 'table' : 'chart')}
        >
          {t(view === 'chart' ? 'view.table' : 'view.chart')}
        </Button>
      </div>
      <p className="note">{findingBasis(answer, query, speaker).join(' · ')}</p>
      <div ref={body} className="finding-body">
        {/* The drawing stays in the page behind the table, so that it can still be saved. */}
        <div hidden={view === 'table'}>
          {width > 0 &&
            (counts ? <Counts {...props} width={width} /> : <Dots {...props} width={width} />)}
        </div>
        {view === 'table' && <TypeTable {...props} />}
      </div>
      {!counts && <Legend {...props} />}
    </section>
  )
}

function Dots({ analysis, width, selected, onSelect, onOpen }: Props & { readonly width: number }) {
  const { answer, query, speaker } = analysis
  const drawn = useMemo(
    () => ({
      rows: dotRows(answer, speaker),
      heads: dotHeads(answer, query, speaker),
      thresholds: thresholdsOf(answer, speaker),
    }),
    [answer, query, speaker],
  )
  return (
    <DotChart
      {...drawn}
      width={width}
      label={findingTitle(answer, query, speaker)}
      noShare={speaker.t('head.noShare')}
      live={{
        selected,
        onSelect,
        onOpen,
        openLabel: (row, count) =>
          speaker.t(`open.${count}`, { type: row.name, number: row[count] }),
      }}
    />
  )
}

function Counts({ analysis, width, onProblems }: Props & { readonly width: number }) {
  const { answer, query, speaker } = analysis
  const { t } = speaker
  const rows = useMemo(() => countRows(answer, speaker), [answer, speaker])
  if (rows.length === 0) return <p className="finding-nothing">{t('finding.nothingRemedy')}</p>
  return (
    <CountChart
      rows={rows}
      heads={{ type: t('head.type'), problems: t('head.problems'), units: t('head.units') }}
      width={width}
      label={findingTitle(answer, query, speaker)}
      live={{
        onOpen: onProblems,
        openLabel: ({ name, problems }) => t('open.problems', { type: name, number: problems }),
      }}
    />
  )
}

function Legend({ analysis, onProblems }: Props) {
  const { answer, speaker } = analysis
  const { t } = speaker
  const words = ['prevalent', 'frequent', 'undetermined', 'isolated', 'toBeExamined'] as const
  if (lookedFor(answer.rows).length === 0) return null
  return (
    <div className="finding-legend">
      {words.map((word) => (
        <span key={word} className="finding-word">
          <MarkIcon shape={wordShapes[word]} />
          {t(`word.${word}`)}
        </span>
      ))}
      <span className="note">{t('legend.ownSetting')}</span>
      <NeverLooked rows={neverLookedFor(answer.rows)} speaker={speaker} onProblems={onProblems} />
    </div>
  )
}
