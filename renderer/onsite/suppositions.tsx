import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { hypothesisOutcomes } from '#db/kernel/round-codes.ts'
import { type Hypothesis, onsiteContract, Outcome } from '#db/onsite/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate, formatDateTime } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { Assess } from './assess.tsx'
import { Suppose } from './suppose.tsx'

type Asked = 'suppose' | 'assess'

/** What was supposed of the unit, and what is said of it after fieldwork (R6, INV-28, INV-29). */
export function Suppositions({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation('onsite')
  const unit = useCaseQuery(onsiteContract.unit, { unitId }, { keepPrevious: false })
  const [asked, setAsked] = useState<Asked>()
  if (!unit.data) return <Refusal error={unit.error} />
  const { recording, hypotheses, assessments, since, against } = unit.data
  const hidden = hypotheses.filter(({ text }) => text === null).length
  return (
    <section className="onsite" aria-label={t('supposed.title')}>
      <h2 className="card-title">{t('supposed.title')}</h2>
      {recording && hidden > 0 && <p className="note">{t('supposed.hidden', { n: hidden })}</p>}
      {hypotheses.length + assessments.length === 0 && <p className="note">{t('supposed.none')}</p>}
      <ul className="onsite-list">
        {hypotheses
          .filter(({ text }) => text !== null)
          .map((hypothesis) => (
            <HypothesisRow key={hypothesis.id} hypothesis={hypothesis} />
          ))}
        {assessments.map(({ id, text, lookedFor, by, at }) => (
          <li key={id}>
            <p>
              <strong>{t('assessed.mark')}</strong> {text}
            </p>
            <p className="note">
              {lookedFor !== '' && t('assessed.lookedFor', { what: lookedFor })} {by} ·{' '}
              {formatDateTime(at)}
            </p>
          </li>
        ))}
      </ul>
      <div className="step-buttons">
        {(['suppose', 'assess'] as const).map((each) => (
          <Button
            key={each}
            size="small"
            aria-expanded={asked === each}
            onClick={() => setAsked(asked === each ? undefined : each)}
          >
            {t(`open.${each}`)}
          </Button>
        ))}
      </div>
      {asked === 'suppose' && <Suppose unitId={unitId} onEnd={() => setAsked(undefined)} />}
      {asked === 'assess' && (
        <Assess unitId={unitId} since={since} against={against} onEnd={() => setAsked(undefined)} />
      )}
    </section>
  )
}

function HypothesisRow({ hypothesis }: { readonly hypothesis: Hypothesis }) {
  const { t } = useTranslation('onsite')
  const word = useCodeWord()
  const conclude = useCaseCommand(onsiteContract.conclude)
  const { id, text, basis, by, at, outcome, outcomeOn } = hypothesis
  return (
    <li>
      <p>
        <strong>{t('supposed.mark')}</strong> {text}
      </p>
      <p className="note">
        {t('supposed.basis', { basis: basis ?? '' })} · {by} · {formatDateTime(at)}
      </p>
      {outcome !== null ? (
        <p>
          {t('supposed.outcome', {
            outcome: word(hypothesisOutcomes, outcome),
            on: formatDate(outcomeOn ?? ''),
          })}
        </p>
      ) : (
        <div className="onsite-line">
          <span className="note">{t('supposed.conclude')}</span>
          {Outcome.options.map((code) => (
            <Button key={code} size="small" onClick={() => conclude.mutate({ id, outcome: code })}>
              {word(hypothesisOutcomes, code)}
            </Button>
          ))}
        </div>
      )}
      <Refusal error={conclude.error} />
    </li>
  )
}
