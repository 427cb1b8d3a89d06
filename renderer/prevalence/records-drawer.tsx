import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'

import { methods, notices, results, selections } from '#db/kernel/codes.ts'
import { prevalenceContract } from '#db/prevalence/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatDate } from '#renderer/lib/format.ts'
import { RecordDrawer } from '#renderer/ui/record-drawer.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { unitNoun } from './finding.ts'
import type { Part } from './sentence.ts'
import type { Speaker } from './speaker.ts'
import type { Analysis } from './use-analysis.ts'

/** Which number was pressed: of one type, and of one unit where it was a cell of the matrix. */
export type RecordsOf = {
  readonly problemType: string
  readonly part: Part | 'all'
  readonly unit: { readonly id: string; readonly name: string } | null
}

type Row = z.output<typeof prevalenceContract.records.output>['rows'][number]

const STEP = 200
const MOST = 1000

/** Exactly the looks behind one number, each with the way to its visit and its problem. */
export function RecordsDrawer({
  analysis,
  of,
  onClose,
}: {
  readonly analysis: Analysis
  readonly of: RecordsOf | null
  readonly onClose: () => void
}) {
  const { speaker } = analysis
  const title = of
    ? [of.unit?.name, speaker.typeCode(of.problemType), speaker.typeName(of.problemType)]
        .filter(Boolean)
        .join(' ')
    : ''
  return (
    <RecordDrawer title={title} open={of !== null} onClose={onClose}>
      {of && <Records key={JSON.stringify(of)} analysis={analysis} of={of} />}
    </RecordDrawer>
  )
}

function Records({ analysis, of }: { readonly analysis: Analysis; readonly of: RecordsOf }) {
  const { query, speaker } = analysis
  const { t } = speaker
  const [limit, setLimit] = useState(STEP)
  const { data, error } = useCaseQuery(prevalenceContract.records, {
    query,
    problemType: of.problemType,
    unitId: of.unit?.id ?? null,
    part: of.part,
    limit,
  })
  if (error) return <Refusal error={error} />
  if (!data) return null
  const extent = {
    units: formatCount(data.units),
    looks: formatCount(data.total),
    noun: unitNoun(query, speaker),
  }
  return (
    <>
      <p className="records-extent" data-testid="records-extent">
        <span className="records-part">{t(`part.${of.part}`)}</span>
        {t('records.extent', extent)}
      </p>
      {data.total === 0 && <p className="note">{t('records.none')}</p>}
      <ul className="records-list">
        {data.rows.map((row) => (
          <RecordItem key={row.exposureId} row={row} speaker={speaker} />
        ))}
      </ul>
      {data.total > data.rows.length && limit < MOST && (
        <Button block onClick={() => setLimit(Math.min(limit + STEP, MOST))}>
          {t('records.more', { number: Math.min(STEP, data.total - data.rows.length) })}
        </Button>
      )}
      {data.total > data.rows.length && limit >= MOST && (
        <p className="note">{t('records.narrow', { number: formatCount(MOST) })}</p>
      )}
    </>
  )
}

function RecordItem({ row, speaker }: { readonly row: Row; readonly speaker: Speaker }) {
  const { t, word } = speaker
  const how = [
    formatDate(row.lookedOn, { year: true }),
    word(selections, row.selection),
    word(notices, row.notice),
    word(methods, row.method),
  ]
  return (
    <li className="records-item">
      <div className="records-head">
        <span className="records-unit">{row.unitName}</span>
        <span className="note">{row.prefectureName}</span>
        <span className={`records-result records-${row.result}`}>{word(results, row.result)}</span>
      </div>
      <div className="note">{how.join(' · ')}</div>
      {row.what !== null && <p className="records-what">{row.what}</p>}
      <div className="records-links">
        <Link to="/rounds/visits" search={{ open: row.visitId }}>
          {t('records.visit')}
        </Link>
        {row.problemId !== null && (
          <Link to="/problems" search={{ open: row.problemId }}>
            {t('records.problem', { no: row.problemNo })}
          </Link>
        )}
      </div>
    </li>
  )
}
