import { useTranslation } from 'react-i18next'

import type { DefectRow, DefectSort, DefectState } from '#db/defect/contract.ts'
import { namedDefects } from '#db/kernel/named-defects.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { type Track, withTracks } from '#renderer/records/column-tracks.ts'
import type { Column } from '#renderer/records/record-grid.tsx'

const TRACKS: Readonly<Record<string, Track>> = {
  no: ['56px'],
  seenOn: ['124px', 640],
  name: ['minmax(150px, 1.3fr)'],
  what: ['minmax(160px, 2fr)'],
  owner: ['84px', 760],
  dueOn: ['176px', 480],
  state: ['var(--state)'],
}

/**
 * The words of a defect: those of the notice in quotation marks, what it quotes itself in single
 * ones, and the group's own plainly.
 */
export function useDefectName(): (defect: Pick<DefectRow, 'code' | 'name'>) => string {
  const { t } = useTranslation('defect')
  const word = useCodeWord()
  return ({ code, name }) =>
    code === 'own' ? name : t('quoted', { words: inner(word(namedDefects, code)) })
}

function inner(words: string): string {
  return words.replaceAll('“', '‘').replaceAll('”', '’')
}

/** The columns of the ledger of own defects. */
export function useDefectColumns(): Column<DefectRow, DefectSort>[] {
  const { t } = useTranslation('defect')
  const nameOf = useDefectName()
  const columns: Column<DefectRow, DefectSort>[] = [
    { key: 'no', title: t('column.no'), sort: 'no', numeric: true, cell: ({ no }) => no },
    {
      key: 'seenOn',
      title: t('column.seenOn'),
      sort: 'seenOn',
      cell: ({ seenOn }) => formatDate(seenOn, { year: true }),
    },
    {
      key: 'name',
      title: t('column.name'),
      cell: (row) => <span title={nameOf(row)}>{nameOf(row)}</span>,
    },
    { key: 'what', title: t('column.what'), cell: ({ what }) => <span title={what}>{what}</span> },
    { key: 'owner', title: t('column.owner'), cell: ({ ownerName }) => ownerName ?? '' },
    {
      key: 'dueOn',
      title: t('column.dueOn'),
      sort: 'dueOn',
      cell: (row) => <DueDate {...row} />,
    },
    { key: 'state', title: t('column.state'), cell: ({ state }) => <StateMark state={state} /> },
  ]
  return withTracks(columns, TRACKS)
}

/** The due date, with its word where it is over. */
export function DueDate({ dueOn, overdue }: Pick<DefectRow, 'dueOn' | 'overdue'>) {
  const { t } = useTranslation('defect')
  if (dueOn === null) return null
  return (
    <span className={overdue ? 'defect-overdue' : undefined}>
      {formatDate(dueOn, { year: true })}
      {overdue && ` ${t('overdue')}`}
    </span>
  )
}

/** The state of a defect: a shape of its own, then its word. */
export function StateMark({ state }: { readonly state: DefectState }) {
  const { t } = useTranslation('defect')
  return (
    <span className="defect-state">
      <span aria-hidden="true" className={`defect-lamp defect-lamp-${state}`} />
      {t(`state.${state}`)}
    </span>
  )
}
