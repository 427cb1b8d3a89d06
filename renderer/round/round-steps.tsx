import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { casefileContract } from '#db/casefile/contract.ts'
import type { Reason } from '#db/kernel/verdict.ts'
import { roundContract, RoundEvent, type RoundRecord } from '#db/round/contract.ts'
import { advanceRound, needsBasis, roundMachine } from '#db/round/rules/machine.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { StepVerdict } from '#renderer/records/step-verdict.tsx'
import { focusField } from '#renderer/records/field.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { NIGHTS } from './night-grid.tsx'

export const SUMMARY = 'round-summary'

/** The steps that SM9 has open now. What one still waits for is said before it is taken. */
export function RoundSteps({ round }: { readonly round: RoundRecord }) {
  const { t } = useTranslation('round')
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const [asked, setAsked] = useKeptState(
    `round.step.${round.id}`,
    z.object({ event: RoundEvent, from: z.string() }).nullable(),
    null,
  )
  const advance = useCaseCommand(roundContract.advance)
  const events = RoundEvent.options.filter((event) => roundMachine[round.state][event])
  const shown = asked?.from === round.state ? asked.event : undefined
  if (!actor || events.length === 0) return null

  function take(event: RoundEvent) {
    if (!actor) return
    const verdict = advanceRound(round, event, actor, '')
    const clear = verdict.kind === 'allowed' && !verdict.notes && !needsBasis(event)
    if (clear) return advance.mutate({ id: round.id, event })
    advance.reset()
    setAsked(shown === event ? null : { event, from: round.state })
  }
  return (
    <div className="step-panel round-steps">
      <div className="step-buttons">
        {events.map((event) => (
          <Button
            key={event}
            size="small"
            type={stepLook(advanceRound(round, event, actor, ' ').kind, event)}
            aria-expanded={shown === event}
            loading={advance.isPending}
            onClick={() => take(event)}
          >
            {t(`event.${event}`)}
          </Button>
        ))}
      </div>
      {shown !== undefined && (
        <StepOpened
          key={shown}
          round={round}
          event={shown}
          actor={actor}
          pending={advance.isPending}
          onTake={(basis) => advance.mutate({ id: round.id, event: shown, basis })}
        />
      )}
      <Refusal error={advance.error} />
    </div>
  )
}

function stepLook(kind: 'allowed' | 'asked' | 'refused', event: RoundEvent) {
  if (kind === 'refused') return 'dashed'
  return needsBasis(event) || kind === 'asked' ? 'default' : 'primary'
}

type Opened = {
  readonly round: RoundRecord
  readonly event: RoundEvent
  readonly actor: Parameters<typeof advanceRound>[2]
  readonly pending: boolean
  readonly onTake: (basis: string) => void
}

/** One step, opened: what is in its way, the reason where it needs one, and the step itself. */
function StepOpened({ round, event, actor, pending, onTake }: Opened) {
  const { t } = useTranslation('round')
  const [basis, setBasis] = useKeptState(`round.basis.${round.id}.${event}`, z.string(), '')
  const told = needsBasis(event)
  const verdict = advanceRound(round, event, actor, told ? basis.trim() : '')
  const others =
    verdict.kind === 'refused'
      ? verdict.reasons.filter(({ code }) => code !== 'round.basis-missing')
      : []
  const blocked = others.length > 0 || verdict.kind === 'asked'
  return (
    <>
      <StepVerdict
        verdict={
          verdict.kind === 'refused' && others.length > 0
            ? { kind: 'refused', reasons: others }
            : verdict.kind === 'refused'
              ? { kind: 'allowed', value: null }
              : verdict
        }
        title={t(`event.${event}`)}
        subject="round"
        subjectId={round.id}
        wayTo={(reason) => <WayTo round={round} reason={reason} />}
      />
      {told && others.length === 0 && (
        <div className="step-form">
          <label htmlFor="round-basis">{t('steps.basis')}</label>
          <Input.TextArea
            id="round-basis"
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={basis}
            onChange={({ target }) => setBasis(target.value)}
          />
        </div>
      )}
      {!blocked && (
        <div className="step-buttons">
          <Button
            size="small"
            type={verdict.kind === 'allowed' ? 'primary' : 'dashed'}
            loading={pending}
            onClick={() => verdict.kind === 'allowed' && onTake(basis.trim())}
          >
            {t('steps.take', { step: t(`event.${event}`) })}
          </Button>
          {verdict.kind !== 'allowed' && <span className="note">{t('steps.basisFirst')}</span>}
        </div>
      )}
    </>
  )
}

const IN_FORM = new Set([
  'round.purpose-missing',
  'round.lead-missing',
  'round.nobody-travels',
  'round.plan-empty',
  'round.no-spot-study',
  'round.spot-study-short',
  'round.plan-unannounced-low',
])
const IN_VISITS = new Set([
  'round.purpose-unserved',
  'round.visits-form-only',
  'round.back-yard-low',
  'round.host-sites-high',
  'round.unannounced-low',
  'round.leaders-take-more',
])

/** The way to where a missing thing is put right. */
function WayTo({ round, reason }: { readonly round: RoundRecord; readonly reason: Reason }) {
  const { t } = useTranslation('round')
  const { code } = reason
  if (code === 'round.nights-missing') {
    const [first] = round.measures.nightsMissing
    return (
      <button type="button" className="number-link" onClick={() => focusField(NIGHTS)}>
        {t('way.nights', { name: first?.name ?? '' })}
      </button>
    )
  }
  if (code === 'round.summary-missing') {
    return (
      <button type="button" className="number-link" onClick={() => focusField(SUMMARY)}>
        {t('way.summary')}
      </button>
    )
  }
  if (code === 'round.visit-open') {
    return (
      <>
        {round.openVisits.map(({ id, unitName }) => (
          <Link key={id} to="/rounds/visits" search={{ open: id }} className="number-link way-link">
            {unitName}
          </Link>
        ))}
      </>
    )
  }
  if (IN_FORM.has(code)) {
    return (
      <Link to="/rounds" search={{ form: round.id }} className="number-link">
        {t('way.form')}
      </Link>
    )
  }
  if (IN_VISITS.has(code)) {
    return (
      <Link to="/rounds/visits" search={{ rounds: [round.id] }} className="number-link">
        {t('way.visits')}
      </Link>
    )
  }
  return null
}
