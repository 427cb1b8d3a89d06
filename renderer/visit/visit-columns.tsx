import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { methods, notices, selections } from '#db/kernel/codes.ts'
import type { VisitRow } from '#db/visit/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import { useSpanWords } from './span-words.ts'
import { type Track, withTracks } from '#renderer/records/column-tracks.ts'
import type { Column } from '#renderer/records/record-grid.tsx'

export const VisitSort = z.enum(['startedOn', 'unitName', 'exposures', 'found'])
export type VisitSort = z.infer<typeof VisitSort>

const TRACKS: Readonly<Record<string, Track>> = {
  dates: ['minmax(150px, 1fr)'],
  unit: ['minmax(140px, 1.6fr)'],
  round: ['76px', 720],
  method: ['minmax(104px, 0.7fr)', 940],
  notice: ['var(--notice)', 720],
  selection: ['92px', 940],
  exposures: ['72px'],
  found: ['72px'],
  state: ['92px'],
}

/** The columns of the list of visits. */
export function useVisitColumns(): Column<VisitRow, VisitSort>[] {
  const { t } = useTranslation('visit')
  const word = useCodeWord()
  const span = useSpanWords()
  const columns: Column<VisitRow, VisitSort>[] = [
    {
      key: 'dates',
      title: t('column.dates'),
      sort: 'startedOn',
      cell: ({ startedOn, endedOn }) => span(startedOn, endedOn),
    },
    {
      key: 'unit',
      title: t('column.unit'),
      sort: 'unitName',
      cell: ({ unitName, prefectureName }) => (
        <>
          {unitName}
          {prefectureName !== null && <span className="note record-aside">{prefectureName}</span>}
        </>
      ),
    },
    {
      key: 'round',
      title: t('column.round'),
      cell: ({ roundNo }) => (roundNo === null ? '—' : t('roundNo', { no: roundNo })),
    },
    { key: 'method', title: t('column.method'), cell: ({ method }) => word(methods, method) },
    { key: 'notice', title: t('column.notice'), cell: ({ notice }) => word(notices, notice) },
    {
      key: 'selection',
      title: t('column.selection'),
      cell: ({ selection }) => word(selections, selection),
    },
    {
      key: 'exposures',
      title: t('column.exposures'),
      sort: 'exposures',
      numeric: true,
      cell: ({ exposures }) => exposures,
    },
    {
      key: 'found',
      title: t('column.found'),
      sort: 'found',
      numeric: true,
      cell: ({ found }) => found,
    },
    {
      key: 'state',
      title: t('column.state'),
      cell: ({ state }) => <VisitState state={state} />,
    },
  ]
  return withTracks(columns, TRACKS)
}

/** Whether the visit is still being written: a dashed ring, or a disc when it is closed. */
export function VisitState({ state }: { readonly state: VisitRow['state'] }) {
  const { t } = useTranslation('visit')
  return (
    <span className="visit-state">
      <span aria-hidden="true" className={`visit-lamp visit-lamp-${state}`} />
      {t(`state.${state}`)}
    </span>
  )
}
