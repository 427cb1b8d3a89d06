import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { justificationContract } from '#db/justification/contract.ts'
import { measureKinds } from '#db/kernel/rectification.ts'
import { allow, type Verdict } from '#db/kernel/verdict.ts'
import { rectificationContract } from '#db/rectification/contract.ts'
import { type ClosingFacts, keepOn, strikeOff } from '#db/rectification/rules/closing.ts'
import { type Actor } from '#db/rectification/rules/machine.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { GivenReasons, StepVerdict } from '#renderer/records/step-verdict.tsx'

import { ActionForm } from './action-form.tsx'
import {
  type Action,
  keepOnAction,
  planAction,
  type ProblemActionKey,
  strikeOffAction,
  superviseAction,
} from './rect-actions.ts'
import { RectItemCard } from './rect-item.tsx'

type Props = { readonly problemId: string; readonly unitId: string }

const planned: ReadonlySet<string> = new Set([
  'found',
  'reminded',
  'fedBack',
  'rectifying',
  'sentBack',
  'longTerm',
  'reopened',
])

function actionsOf(state: string): readonly Action<ProblemActionKey>[] {
  return [
    ...(state === 'awaitingCheck' ? [strikeOffAction] : []),
    ...(planned.has(state) ? [planAction] : []),
    ...(state === 'rectifying' ? [keepOnAction] : []),
    ...(planned.has(state) || state === 'awaitingCheck' ? [superviseAction] : []),
  ]
}

function verdictOf(
  { key }: Action<ProblemActionKey>,
  facts: ClosingFacts,
  actor: Actor,
  justified: readonly string[],
): Verdict<unknown> {
  if (key === 'strikeOff') return strikeOff(facts, actor, justified)
  return key === 'keepOn' ? keepOn(facts, actor) : allow(true)
}

/** How one problem is put right: its items, what the group did to urge, and its closings. */
export function RectSection({ problemId, unitId }: Props) {
  const { t } = useTranslation('rectification')
  const { data } = useCaseQuery(
    rectificationContract.ofProblem,
    { problemId },
    { keepPrevious: false },
  )
  const word = useCodeWord()
  if (!data || (data.items.length === 0 && actionsOf(data.state).length === 0)) return null
  const { items, measures, closings } = data
  const facts = {
    ...data,
    items: items.map((item) => ({
      ...item,
      evaluatedOn: item.evaluations.map(({ evaluatedOn }) => evaluatedOn),
    })),
  }
  return (
    <section className="rect-section" aria-label={t('title')}>
      <h2 className="card-title">{t('title')}</h2>
      <ProblemSteps key={data.state} facts={facts} problemId={problemId} unitId={unitId} />
      {items.length === 0 && <p className="note">{t('section.empty')}</p>}
      {items.map((item) => (
        <RectItemCard key={item.id} item={item} />
      ))}
      <ul className="rect-lines">
        {measures.map(({ id, kind, decidedOn, decidedBy, effect }) => (
          <li key={id}>
            {t('section.measure', {
              kind: word(measureKinds, kind),
              on: formatDate(decidedOn, { year: true }),
              by: decidedBy,
              effect,
            })}
          </li>
        ))}
        {closings.map(({ id, closedOn, closedBy, basis }) => (
          <li key={id}>
            {t('section.closing', {
              on: formatDate(closedOn, { year: true }),
              by: closedBy,
              basis,
            })}
          </li>
        ))}
      </ul>
      <GivenReasons subject="problem" subjectId={problemId} />
    </section>
  )
}

function ProblemSteps({ facts, problemId, unitId }: Props & { readonly facts: ClosingFacts }) {
  const { t } = useTranslation('rectification')
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const subject = { subject: 'problem', subjectId: problemId }
  const written = useCaseQuery(justificationContract.list, subject).data ?? []
  const [asked, setAsked] = useState<ProblemActionKey>()
  if (!actor) return null
  const justified = written.filter(({ kind }) => kind === 'reason').map(({ code }) => code)
  const actions = actionsOf(facts.state)
  const action = actions.find(({ key }) => key === asked)
  const verdict = action && verdictOf(action, facts, actor, justified)
  return (
    <div className="step-panel">
      <div className="step-buttons">
        {actions.map((each) => (
          <Button
            key={each.key}
            size="small"
            type={
              verdictOf(each, facts, actor, justified).kind === 'allowed' ? 'default' : 'dashed'
            }
            aria-expanded={each.key === asked}
            onClick={() => setAsked(each.key === asked ? undefined : each.key)}
          >
            {t(`action.${each.key}`)}
          </Button>
        ))}
      </div>
      {action && verdict && (
        <StepVerdict
          verdict={verdict}
          title={t('item.cannot', { step: t(`action.${action.key}`) })}
          {...subject}
        />
      )}
      {action && verdict?.kind === 'allowed' && (
        <ActionForm
          key={action.key}
          action={action}
          subject={{ problemId }}
          {...(action.key === 'plan' ? { before: { unitId } } : {})}
          unitId={unitId}
          onDone={() => setAsked(undefined)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}
