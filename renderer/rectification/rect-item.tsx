import './rectification.css'

import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { checkMethods, checkResults, massMethods, rectKinds } from '#db/kernel/rectification.ts'
import { judge, type Verdict } from '#db/kernel/verdict.ts'
import { RectEvent, type RectItem } from '#db/rectification/records.ts'
import { mayCheck } from '#db/rectification/rules/evidence.ts'
import { type Actor, advance } from '#db/rectification/rules/machine.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate, formatDateTime } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { FactList } from '#renderer/records/fact-list.tsx'
import { StepVerdict } from '#renderer/records/step-verdict.tsx'

import { ActionForm, valuesOf } from './action-form.tsx'
import { ItemMilestones } from './rect-milestones.tsx'
import { type Action, type ActionKey, itemActions } from './rect-actions.ts'
import { DueMark, LateMark, RectStateMark } from './rect-marks.tsx'

/** One item: how it stands, what can be done next, and all that was written of it. */
export function RectItemCard({ item }: { readonly item: RectItem }) {
  const { t } = useTranslation('rectification')
  return (
    <section className="rect-item" aria-label={item.measure}>
      <p className="rect-item-head">
        <RectStateMark state={item.state} /> <LateMark days={item.daysLate} />
        <DueMark days={item.workingDaysLeft} />
      </p>
      <ItemSteps key={`${item.id} ${item.state}`} item={item} />
      <ItemFacts item={item} />
      <ItemMilestones key={item.state} item={item} />
      <ItemEvidence item={item} />
      <details>
        <summary>{t('item.history', { count: item.history.length })}</summary>
        <ul className="rect-lines">
          {item.history.map(({ toState, at, by, basis }) => (
            <li key={`${at} ${toState}`}>
              {t('item.step', { state: t(`state.${toState}`), by, at: formatDateTime(at), basis })}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

function verdictOf(item: RectItem, { key }: Action<ActionKey>, actor: Actor): Verdict<unknown> {
  if (key === 'check') return judge(true, { refused: mayCheck(item, actor) })
  const event = RectEvent.safeParse(key)
  // A basis that is still to be written is asked for in the form.
  return event.success ? advance(item, event.data, actor, '…') : judge(true, {})
}

function ItemSteps({ item }: { readonly item: RectItem }) {
  const { t } = useTranslation('rectification')
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const [asked, setAsked] = useState<ActionKey>()
  const actions = itemActions[item.state]
  const action = actions.find(({ key }) => key === asked)
  if (!actor) return null
  const verdict = action && verdictOf(item, action, actor)
  return (
    <div className="step-panel">
      <div className="step-buttons">
        {actions.map((each, at) => {
          const open = verdictOf(item, each, actor).kind !== 'refused'
          return (
            <Button
              key={each.key}
              size="small"
              type={open ? (at === 0 ? 'primary' : 'default') : 'dashed'}
              aria-expanded={each.key === asked}
              onClick={() => setAsked(each.key === asked ? undefined : each.key)}
            >
              {t(`action.${each.key}`)}
            </Button>
          )
        })}
        {actions.length === 0 && <span className="note">{t('item.noStep')}</span>}
      </div>
      {action && verdict && (
        <StepVerdict
          verdict={verdict}
          title={t('item.cannot', { step: t(`action.${action.key}`) })}
          subject="rectItem"
          subjectId={item.id}
        />
      )}
      {action && verdict?.kind === 'allowed' && (
        <ActionForm
          key={action.key}
          action={action}
          subject={
            action.key === 'edit' ? { id: item.id, problemId: item.problemId } : { id: item.id }
          }
          {...(action.key === 'edit' ? { before: valuesOf(item) } : {})}
          unitId={item.unitId}
          onDone={() => setAsked(undefined)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

function ItemFacts({ item }: { readonly item: RectItem }) {
  const { t } = useTranslation('rectification')
  const word = useCodeWord()
  const none = <span className="note">{t('item.none')}</span>
  const date = (on: string | null) => (on === null ? none : formatDate(on, { year: true }))
  return (
    <FactList
      facts={[
        [t('field.measure'), item.measure],
        [t('column.kind'), word(rectKinds, item.kind)],
        [t('column.unit'), item.unitName],
        [t('column.owner'), item.ownerName === '' ? none : `${item.ownerName} ${item.ownerPost}`],
        [t('field.test'), item.test || none],
        [t('field.deadline'), date(item.deadline)],
        ...(item.extensions === 0
          ? []
          : [
              [
                t('item.extended'),
                <>
                  {t('item.extensions', { count: item.extensions })}
                  {item.extended.map(({ newDeadline, reason, by }) => (
                    <div key={newDeadline}>
                      {date(newDeadline)} {reason} <span className="note">{by}</span>
                    </div>
                  ))}
                </>,
              ] as const,
            ]),
      ]}
    />
  )
}

function ItemEvidence({ item }: { readonly item: RectItem }) {
  const { t } = useTranslation('rectification')
  const word = useCodeWord()
  const on = (date: string) => formatDate(date, { year: true })
  const lines = [
    ...item.reports.map((each) =>
      t('item.report', { on: on(each.claimedOn), words: each.words, by: each.enteredBy }),
    ),
    ...item.checks.map((each) =>
      t('item.check', {
        on: on(each.checkedOn),
        method: word(checkMethods, each.method),
        result: word(checkResults, each.result),
        by: each.checkedBy,
        words: each.words,
      }),
    ),
    ...item.publicity.map((each) =>
      each.exemptReason === ''
        ? t('item.published', { ...each, on: each.fromOn === null ? '' : on(each.fromOn) })
        : t('item.exempt', { reason: each.exemptReason }),
    ),
    ...item.evaluations.map((each) =>
      t('item.evaluated', {
        ...each,
        on: on(each.evaluatedOn),
        method: word(massMethods, each.method),
      }),
    ),
    ...item.relapses.map((each) => t('item.relapsed', { on: on(each.seenOn), words: each.words })),
  ]
  if (lines.length === 0) return null
  return (
    <ul className="rect-lines" aria-label={t('item.evidence')}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
