import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { notices } from '#db/kernel/codes.ts'
import { planReasons } from '#db/kernel/round-codes.ts'
import { roundContract, type RoundRecord } from '#db/round/contract.ts'
import { isOpenToChange } from '#db/round/rules/plan.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { AttachmentPart } from '#renderer/attachment/attachment-part.tsx'
import { RecordHistory } from '#renderer/journal/record-history.tsx'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate, formatDateTime } from '#renderer/lib/format.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { FactList } from '#renderer/records/fact-list.tsx'
import { GivenReasons } from '#renderer/records/step-verdict.tsx'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { NightGrid } from './night-grid.tsx'
import { RoundMeasuresPart } from './round-measures.tsx'
import { RoundStateMark } from './round-state.tsx'
import { RoundSteps } from './round-steps.tsx'
import { RoundSummary } from './round-summary.tsx'
import { useRoundTabs } from './round-tabs.ts'

/** One round: where it stands, what it waits for, its nights, its numbers, its plan. */
export function RoundSheetPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('round')
  const round = useCaseQuery(roundContract.one, { id }, { keepPrevious: false })
  const print = useShellCommand(shellContract.print)
  const toPaper = () => print.mutate({})
  usePageKeys({ 'ctrl+p': toPaper })
  return (
    <Page
      title={round.data ? t('no', { no: round.data.no }) : t('title')}
      tabs={useRoundTabs()}
      filters={round.data && <RoundStateMark state={round.data.state} />}
      actions={
        <>
          <Link to="/rounds" search={{}} className="round-back">
            {t('sheet.back')}
          </Link>
          <Button size="small" onClick={toPaper} aria-keyshortcuts="Control+P">
            {t('sheet.print')}
          </Button>
          {round.data && isOpenToChange(round.data.state) && (
            <Link to="/rounds" search={{ form: id }}>
              {t('sheet.edit')}
            </Link>
          )}
        </>
      }
    >
      <Refusal error={round.error ?? print.error} />
      {round.data && <RoundSheet round={round.data} />}
    </Page>
  )
}

function RoundSheet({ round }: { readonly round: RoundRecord }) {
  const { t } = useTranslation('round')
  return (
    <div className="round-sheet">
      <section className="card round-head" aria-label={t('sheet.facts')}>
        <h2 className="round-title">
          {t('no', { no: round.no })} {round.purpose}
        </h2>
        <RoundSteps round={round} />
        <RoundFacts round={round} />
        <GivenReasons subject="round" subjectId={round.id} />
      </section>
      <NightGrid key={round.state} round={round} />
      <RoundMeasuresPart round={round} />
      <RoundPlanPart round={round} />
      <RoundSummary key={`summary-${round.id}`} round={round} />
      <AttachmentPart subject="round" subjectId={round.id} />
      <RecordHistory table="round" id={round.id} />
    </div>
  )
}

function RoundFacts({ round }: { readonly round: RoundRecord }) {
  const { t } = useTranslation('round')
  const teams = Map.groupBy(round.members, ({ team }) => team)
  const comma = t('common:listComma')
  return (
    <FactList
      facts={[
        [
          t('column.dates'),
          `${formatDate(round.fromOn, { year: true })} – ${formatDate(round.toOn, { year: true })}`,
        ],
        [t('column.lead'), round.leadName ?? '—'],
        ...[...teams].map(
          ([team, members]) => [team, members.map(({ name }) => name).join(comma)] as const,
        ),
        [t('sheet.steps'), <RoundLog key="steps" round={round} />],
      ]}
    />
  )
}

/** Who took which step, when, and why where a reason was asked. */
function RoundLog({ round }: { readonly round: RoundRecord }) {
  const { t } = useTranslation('round')
  if (round.steps.length === 0) return t('sheet.noSteps')
  return (
    <ol className="round-log">
      {round.steps.map(({ id, toState, by, at, basis }) => (
        <li key={id}>
          {t('sheet.step', { state: t(`state.${toState}`), by, at: formatDateTime(at) })}
          {basis !== '' && <span className="note"> {basis}</span>}
        </li>
      ))}
    </ol>
  )
}

function RoundPlanPart({ round }: { readonly round: RoundRecord }) {
  const { t } = useTranslation('round')
  const word = useCodeWord()
  return (
    <section className="card" aria-label={t('plan.title')}>
      <header className="round-part-head">
        <h2 className="card-title">{t('plan.title')}</h2>
        <span className="note">{t('plan.count', { count: round.plan.length })}</span>
      </header>
      {round.plan.length === 0 ? (
        <p className="note">{t('plan.empty')}</p>
      ) : (
        <table className="round-table">
          <thead>
            <tr>
              {(['plannedOn', 'unit', 'reason', 'notice', 'days', 'team', 'note'] as const).map(
                (column) => (
                  <th key={column} scope="col">
                    {t(`plan.${column}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {round.plan.map((row) => (
              <tr key={row.id}>
                <td>{row.plannedOn === null ? '—' : formatDate(row.plannedOn)}</td>
                <td>{row.unitName}</td>
                <td>{word(planReasons, row.reason)}</td>
                <td>{word(notices, row.notice)}</td>
                <td>{t('plan.dayCount', { days: row.halfDays / 2 })}</td>
                <td>{row.team}</td>
                <td>{row.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
