import '#renderer/records/step-verdict.css'

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import type { Reason } from '#db/kernel/verdict.ts'
import { roundContract, type RoundEvent, type RoundRow } from '#db/round/contract.ts'
import { advanceRound } from '#db/round/rules/machine.ts'
import type { RoundState } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { AskedSign, NoticeSign } from '#renderer/records/level-signs.tsx'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

/** The step that leads on from each state; a round that is filed or given up has none. */
const NEXT: Readonly<Partial<Record<RoundState, RoundEvent>>> = {
  draft: 'agree',
  agreed: 'approve',
  approved: 'start',
  underWay: 'recall',
  back: 'file',
}

/** Whose step it is, says the button on the round's page; here stands what is missing. */
const HANDS: ReadonlySet<string> = new Set([
  'round.leader-only',
  'round.heads-only',
  'round.lead-only',
])

/** The rounds at work, at most as many as fit. */
const SHOWN = 2

/** What each round at work still lacks for its next step (SM9), before anyone takes it. */
export function RoundCards() {
  const { data } = useCaseQuery(roundContract.list, {})
  const atWork = (data ?? []).filter(({ state }) => NEXT[state] !== undefined)
  return atWork.slice(0, SHOWN).map((round) => <RoundCard key={round.id} round={round} />)
}

function RoundCard({ round: { id, no, state, fromOn, toOn } }: { readonly round: RoundRow }) {
  const { t } = useTranslation('today')
  const { data } = useCaseQuery(roundContract.one, { id })
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const event = NEXT[state]
  if (!data || !actor || !event) return null
  const verdict = advanceRound(data, event, actor, '')
  const missing =
    verdict.kind === 'refused' ? verdict.reasons.filter(({ code }) => !HANDS.has(code)) : []
  const asked = verdict.kind === 'asked' ? verdict.reasons : []
  const notes = verdict.kind === 'refused' ? [] : (verdict.notes ?? [])
  const ready = missing.length + asked.length + notes.length === 0
  return (
    <section className="card" aria-label={t('round.title', { no })}>
      <h2 className="card-title today-side-head">
        {t('round.title', { no })}
        <Link to="/rounds" search={{ open: id }} className="note">
          {t('round.open')}
        </Link>
      </h2>
      <p className="note">
        {`${t(`round:state.${state}`)} · ${formatDate(fromOn)} – ${formatDate(toOn)}`}
      </p>
      <p className="round-next">{t('round.next', { step: t(`round:event.${event}`) })}</p>
      {ready && <p className="note">{t('round.ready')}</p>}
      <ul className="round-lacks">
        {missing.map((reason) => (
          <Lack key={reason.code} level="refused" reason={reason} />
        ))}
        {asked.map((reason) => (
          <Lack key={reason.code} level="asked" reason={reason} />
        ))}
        {notes.map((reason) => (
          <Lack key={reason.code} level="notice" reason={reason} />
        ))}
      </ul>
    </section>
  )
}

/** One thing that stands in the way, by its level: 不能, 须说明, 注意. */
function Lack({
  level,
  reason,
}: {
  readonly level: 'refused' | 'asked' | 'notice'
  readonly reason: Reason
}) {
  const { t } = useTranslation('common')
  return (
    <li>
      {level === 'refused' && (
        <span className="refusal-mark">
          <RefusalSign />
          {t('refusal.mark')}
        </span>
      )}
      {level === 'asked' && (
        <span className="asked-mark">
          <AskedSign />
          {t('asked.mark')}
        </span>
      )}
      {level === 'notice' && (
        <span className="notice-mark">
          <NoticeSign />
          {t('notice.mark')}
        </span>
      )}{' '}
      {explainReason(reason)}
    </li>
  )
}
