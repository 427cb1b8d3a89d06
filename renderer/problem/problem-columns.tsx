import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { problemSources, severities } from '#db/kernel/codes.ts'
import type { ProblemRow, ProblemState } from '#db/problem/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { type Track, withTracks } from '#renderer/records/column-tracks.ts'
import type { Column } from '#renderer/records/record-grid.tsx'

import { TypeName } from './type-select.tsx'

export const ProblemSort = z.enum(['foundOn', 'no', 'unitName'])
export type ProblemSort = z.infer<typeof ProblemSort>

const TRACKS: Readonly<Record<string, Track>> = {
  no: ['56px'],
  foundOn: ['124px', 640],
  unit: ['minmax(120px, 1.1fr)'],
  what: ['minmax(160px, 2.2fr)'],
  type: ['minmax(140px, 1fr)', 860],
  severity: ['var(--severity)', 860],
  source: ['var(--source)', 1020],
  state: ['var(--state)'],
}

/** The columns of the list of problems. */
export function useProblemColumns(): Column<ProblemRow, ProblemSort>[] {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const columns: Column<ProblemRow, ProblemSort>[] = [
    { key: 'no', title: t('column.no'), sort: 'no', numeric: true, cell: ({ no }) => no },
    {
      key: 'foundOn',
      title: t('column.foundOn'),
      sort: 'foundOn',
      cell: ({ foundOn }) => formatDate(foundOn, { year: true }),
    },
    {
      key: 'unit',
      title: t('column.unit'),
      sort: 'unitName',
      cell: ({ unitName, prefectureName }) => (
        <>
          {unitName}
          {prefectureName !== null && prefectureName !== unitName && (
            <span className="note record-aside">{prefectureName}</span>
          )}
        </>
      ),
    },
    {
      key: 'what',
      title: t('column.what'),
      cell: ({ what }) => <span title={what}>{what}</span>,
    },
    {
      key: 'type',
      title: t('column.type'),
      cell: ({ problemType }) => <TypeName id={problemType} />,
    },
    {
      key: 'severity',
      title: t('column.severity'),
      cell: ({ severity }) => word(severities, severity),
    },
    {
      key: 'source',
      title: t('column.source'),
      cell: ({ source }) => word(problemSources, source),
    },
    {
      key: 'state',
      title: t('column.state'),
      cell: ({ state }) => <StateMark state={state} />,
    },
  ]
  return withTracks(columns, TRACKS)
}

/** The stage of a problem (SM1): a shape of its own, then its word. */
export function StateMark({ state }: { readonly state: ProblemState }) {
  const { t } = useTranslation('problem')
  return (
    <span className="problem-state">
      <span aria-hidden="true" className={`problem-lamp problem-lamp-${state}`} />
      {t(`state.${state}`)}
    </span>
  )
}
