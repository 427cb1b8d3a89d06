import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { roundContract, type RoundRow } from '#db/round/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { OpenDraft } from '#renderer/records/draft-strip.tsx'
import { Segments } from '#renderer/records/segments.tsx'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { RoundStateMark, STATES } from './round-state.tsx'
import { useRoundTabs } from './round-tabs.ts'

const route = getRouteApi('/case/rounds')

/** All rounds, newest first, or side by side in the order of their states. */
export function RoundList() {
  const { t } = useTranslation('round')
  const { view } = route.useSearch()
  const navigate = route.useNavigate()
  const rounds = useCaseQuery(roundContract.list, {})
  const begin = () => void navigate({ search: (now) => ({ ...now, form: 'new' }) })
  usePageKeys({ 'ctrl+n': begin })
  return (
    <Page
      title={t('title')}
      tabs={useRoundTabs()}
      filters={
        <Segments
          id="round-view"
          label={t('view.label')}
          value={view ?? 'list'}
          options={[
            { value: 'list', label: t('view.list') },
            { value: 'board', label: t('view.board') },
          ]}
          onChange={(chosen) => void navigate({ search: (now) => ({ ...now, view: chosen }) })}
        />
      }
      actions={
        <>
          <OpenDraft form="round" to="/rounds" />
          <Button type="primary" size="small" onClick={begin} aria-keyshortcuts="Control+N">
            {t('new')} <kbd className="key-cap">Ctrl N</kbd>
          </Button>
        </>
      }
    >
      <Refusal error={rounds.error} />
      {rounds.data?.length === 0 && (
        <EmptyState title={t('empty.title')}>
          <p className="note">{t('empty.note')}</p>
        </EmptyState>
      )}
      {rounds.data && rounds.data.length > 0 && view !== 'board' && (
        <RoundTable rounds={rounds.data} />
      )}
      {rounds.data && rounds.data.length > 0 && view === 'board' && (
        <RoundBoard rounds={rounds.data} />
      )}
    </Page>
  )
}

function useSpan(): (round: Pick<RoundRow, 'fromOn' | 'toOn'>) => string {
  return ({ fromOn, toOn }) => `${formatDate(fromOn, { year: true })} – ${formatDate(toOn)}`
}

function RoundTable({ rounds }: { readonly rounds: readonly RoundRow[] }) {
  const { t } = useTranslation('round')
  const span = useSpan()
  return (
    <section className="card" aria-label={t('list')}>
      <table className="round-table">
        <thead>
          <tr>
            {(['no', 'state', 'dates', 'lead', 'purpose'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
            {(['members', 'plans', 'visits', 'open'] as const).map((column) => (
              <th key={column} scope="col" className="record-numeric">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <tr key={round.id}>
              <td>
                <Link
                  to="/rounds"
                  search={(now) => ({ ...now, open: round.id })}
                  className="number-link"
                >
                  {t('no', { no: round.no })}
                </Link>
              </td>
              <td>
                <RoundStateMark state={round.state} />
              </td>
              <td>{span(round)}</td>
              <td>{round.leadName ?? '—'}</td>
              <td className="round-purpose">{round.purpose}</td>
              <td className="record-numeric">{round.members}</td>
              <td className="record-numeric">{round.plans}</td>
              <td className="record-numeric">{round.visits}</td>
              <td className="record-numeric">{round.openVisits}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function RoundBoard({ rounds }: { readonly rounds: readonly RoundRow[] }) {
  const { t } = useTranslation('round')
  const span = useSpan()
  const cancelled = rounds.some(({ state }) => state === 'cancelled')
  const columns = cancelled ? ([...STATES, 'cancelled'] as const) : STATES
  return (
    <div className="round-board">
      {columns.map((state) => (
        <section key={state} className="round-column" aria-label={t(`state.${state}`)}>
          <h2 className="round-column-title">{t(`state.${state}`)}</h2>
          {rounds
            .filter((round) => round.state === state)
            .map((round) => (
              <Link
                key={round.id}
                to="/rounds"
                search={(now) => ({ ...now, open: round.id })}
                className="card round-card"
              >
                <strong>{t('no', { no: round.no })}</strong>
                <span>{round.purpose}</span>
                <span className="note">{span(round)}</span>
                <span className="note">
                  {t('board.counts', { visits: round.visits, open: round.openVisits })}
                </span>
              </Link>
            ))}
        </section>
      ))}
    </div>
  )
}
