import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { problemContract, type ProblemRow, type ProblemState } from '#db/problem/contract.ts'
import { caseQueryOptions } from '#renderer/lib/case-client.ts'
import { BatchBar } from '#renderer/records/batch-bar.tsx'
import type { Selection } from '#renderer/records/use-selection.ts'

import { ReminderForm } from './reminder-form.tsx'

/** States in which a problem can be pointed out, for the first time or again. */
const TOLD: ReadonlySet<ProblemState> = new Set(['found', 'reminded', 'fedBack', 'reopened'])

/** The most problems that go through one step, or onto paper, together. */
const MOST = 100

/** What is done with several problems at once: pointed out in one talk, or printed as sheets. */
export function ProblemBatch({ selection }: { readonly selection: Selection<ProblemRow> }) {
  return selection.rows.length === 0 ? null : <PickedProblems selection={selection} />
}

function PickedProblems({ selection }: { readonly selection: Selection<ProblemRow> }) {
  const { t } = useTranslation('problem')
  const [telling, setTelling] = useState(false)
  const { rows, clear } = selection
  const ids = rows.map(({ id }) => id)
  return (
    <>
      <BatchBar count={t('batch.count', { count: rows.length })} onClear={clear}>
        {rows.length <= MOST ? (
          <>
            <Button size="small" aria-expanded={telling} onClick={() => setTelling(!telling)}>
              {t('batch.remind')}
            </Button>
            <Link to="/problems/sheet" search={{ ids }} className="number-link">
              {t('batch.sheets', { count: rows.length })}
            </Link>
          </>
        ) : (
          <span className="note">{t('batch.tooMany', { most: MOST })}</span>
        )}
      </BatchBar>
      {telling && rows.length <= MOST && <TellTogether selection={selection} onDone={clear} />}
    </>
  )
}

/** One talk about all of them; those that cannot be pointed out yet are named and left out first. */
function TellTogether({
  selection,
  onDone,
}: {
  readonly selection: Selection<ProblemRow>
  readonly onDone: () => void
}) {
  const { t } = useTranslation('problem')
  const { rows, drop } = selection
  const untold = rows.filter(({ state }) => !TOLD.has(state))
  const answers = useQueries({
    queries: rows.map(({ id }) => caseQueryOptions(problemContract.one, { id })),
  })
  const problems = answers.flatMap(({ data }) => data ?? [])
  const numbers = (some: readonly ProblemRow[]) =>
    some.map(({ no }) => t('batch.no', { no })).join(t('common:listComma'))
  if (untold.length > 0) {
    return (
      <div className="batch-panel" role="alert">
        <p>{t('batch.untold', { count: untold.length, numbers: numbers(untold) })}</p>
        <Button size="small" onClick={() => drop(({ state }) => !TOLD.has(state))}>
          {t('batch.leaveOut', { count: untold.length })}
        </Button>
      </div>
    )
  }
  if (problems.length < rows.length) return null
  const units = new Set(rows.map(({ unitId }) => unitId)).size
  return (
    <div className="batch-panel">
      <p>{t('batch.told', { count: rows.length, numbers: numbers(rows) })}</p>
      {units > 1 && <p className="note">{t('batch.units', { count: units })}</p>}
      <ReminderForm problems={problems} event="remind" onDone={onDone} onCancel={onDone} />
    </div>
  )
}
