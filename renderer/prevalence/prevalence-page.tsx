import './prevalence.css'

import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { prevalenceContract, type PrevalenceQuery } from '#db/prevalence/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { askShell } from '#renderer/lib/shell-client.ts'
import { useStillHere } from '#renderer/lib/still-here.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ExportMenu } from './export-menu.tsx'
import { FindingCard } from './finding-card.tsx'
import { hasOnlyCounts, lookedFor } from './finding.ts'
import { MatrixCard } from './matrix-card.tsx'
import { QueryBar } from './query-bar.tsx'
import { RecordsDrawer, type RecordsOf } from './records-drawer.tsx'
import { RowPanel } from './row-panel.tsx'
import { plainSentence, sentenceOf } from './sentence.ts'
import { type Analysis, useAnalysis } from './use-analysis.ts'
import { useExports } from './use-exports.ts'
import { usePageKeys } from './use-page-keys.ts'
import { WarningPanel } from './warning-panel.tsx'

declare module '@tanstack/react-router' {
  // Only an interface can tell the library what a step of the history may carry.
  interface HistoryState {
    /** The person took the level away; without it the page begins with the counties. */
    allLevels?: boolean
  }
}

/** Which types are prevalent: the query, the chart, what may be said, the matrix, the warnings. */
export function PrevalencePage() {
  const { t } = useTranslation('prevalence')
  const query = useSearch({ from: '/case/analysis/prevalence' })
  const navigate = useNavigate()
  const ready = useCountiesFirst(query)
  const { analysis, error } = useAnalysis(query)
  const body = useRef<HTMLDivElement>(null)
  const exports = useExports(analysis, () => drawingIn(body.current))
  const sentence = useSentence(analysis)
  const change = (search: PrevalenceQuery) =>
    void navigate({ to: '/analysis/prevalence', search, state: { allLevels: true } })
  return (
    <Page
      title={t('title')}
      filters={analysis && <QueryBar {...analysis} onChange={change} />}
      actions={
        analysis && (
          <>
            <span role="status" className="note export-saved">
              {exports.saved}
            </span>
            <ExportMenu
              speaker={analysis.speaker}
              types={lookedFor(analysis.answer.rows).length}
              onExport={exports.run}
              onSentence={sentence.selected && sentence.copy}
              onPage={() => void navigate({ to: '/report', search: query })}
            />
          </>
        )
      }
    >
      <Refusal error={error ?? exports.error} />
      {ready && analysis && (
        <div ref={body}>
          <Body analysis={analysis} sentence={sentence} />
        </div>
      )}
    </Page>
  )
}

/** Without a query the page begins with the counties, where any was examined. */
function useCountiesFirst(query: PrevalenceQuery): boolean {
  const navigate = useNavigate()
  const isStillHere = useStillHere('/analysis/prevalence')
  const chosen = useLocation({ select: ({ state }) => state.allLevels === true })
  const bare = !chosen && isBare(query)
  const counties = useCaseQuery(
    prevalenceContract.byType,
    { ...query, levels: ['30'] },
    { enabled: bare },
  )
  const found = bare && (counties.data?.examinedUnits ?? 0) > 0
  useEffect(() => {
    if (!found || !isStillHere()) return
    void navigate({
      to: '/analysis/prevalence',
      search: { ...query, levels: ['30'] },
      replace: true,
    })
  }, [found, isStillHere, navigate, query])
  return !bare || (counties.isFetched && !found)
}

function isBare({ period, ...lists }: PrevalenceQuery): boolean {
  const unbounded = period.from === null && period.to === null
  return unbounded && Object.values(lists).every((list) => list.length === 0)
}

type Sentence = ReturnType<typeof useSentence>

/** The selected type and the sentence that may be said of it. */
function useSentence(analysis: Analysis | undefined) {
  const { message } = App.useApp()
  const [id, select] = useKeptState('prevalence.type', z.string().optional(), undefined)
  const rows = analysis ? lookedFor(analysis.answer.rows) : []
  const selected = rows.find(({ problemType }) => problemType === id) ?? rows[0]
  async function copy() {
    if (!analysis || !selected) return
    const { answer, query, speaker } = analysis
    const pieces = sentenceOf(selected, answer, query, speaker)
    await askShell(shellContract.copyText, { text: plainSentence(selected, pieces, speaker) })
    message.info(speaker.t('export.copied'))
  }
  return { rows, selected, select, copy: () => void copy() }
}

function Body({
  analysis,
  sentence,
}: {
  readonly analysis: Analysis
  readonly sentence: Sentence
}) {
  const { selected, select, copy } = sentence
  const [view, setView] = useView(sentence)
  const [records, setRecords] = useState<RecordsOf | null>(null)
  const openProblems = useProblemsOf(analysis.query)
  return (
    <div className="analysis">
      <div className="analysis-main">
        <FindingCard
          analysis={analysis}
          view={view}
          onView={setView}
          selected={selected?.problemType}
          onSelect={select}
          onOpen={(problemType, part) => setRecords({ problemType, part, unit: null })}
          onProblems={openProblems}
        />
        {!hasOnlyCounts(analysis.answer) && (
          <MatrixCard
            analysis={analysis}
            onOpen={(problemType, { id, name }) =>
              setRecords({ problemType, part: 'all', unit: { id, name } })
            }
          />
        )}
      </div>
      <div className="analysis-side">
        {selected && (
          <RowPanel
            analysis={analysis}
            row={selected}
            onOpen={(problemType, part) => setRecords({ problemType, part, unit: null })}
            onCopy={copy}
          />
        )}
        <WarningPanel analysis={analysis} />
      </div>
      <RecordsDrawer analysis={analysis} of={records} onClose={() => setRecords(null)} />
    </div>
  )
}

/** Whether the chart or the table shows, and what the keys of the page do. */
function useView({ rows, selected, select, copy }: Sentence) {
  const [view, setView] = useKeptState('prevalence.view', z.enum(['chart', 'table']), 'chart')
  usePageKeys({
    t: () => setView((now) => (now === 'chart' ? 'table' : 'chart')),
    s: copy,
    step: (by) => {
      const next = rows[rows.findIndex((row) => row === selected) + by]
      if (!next) return
      select(next.problemType)
      document.getElementById(`type-${next.problemType}`)?.focus()
    },
  })
  return [view, setView] as const
}

/** Opens the list of problems of one type under the same query. */
function useProblemsOf({ levels, kinds, prefectures, period }: PrevalenceQuery) {
  const navigate = useNavigate()
  return (problemType: string) => {
    const search = { levels, kinds, prefectures, period, problemTypes: [problemType] }
    void navigate({ to: '/problems', search })
  }
}

function drawingIn(element: HTMLElement | null): SVGSVGElement | null {
  return element?.querySelector<SVGSVGElement>('svg.recharts-surface') ?? null
}
