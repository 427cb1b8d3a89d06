import { Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { nextState } from '#db/kernel/machine.ts'
import type { Reason } from '#db/kernel/verdict.ts'
import { GroupStep } from '#db/problem/contract.ts'
import { type Actor, advance, problemMachine } from '#db/problem/rules.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'

import { HandoverForm, MergeForm } from './ending-forms.tsx'
import type { ProblemRecord } from './problem-form-model.ts'
import { ReminderForm } from './reminder-form.tsx'
import { StepForm } from './step-form.tsx'
import { StepRefusal } from './step-refusal.tsx'

type Step = { readonly event: GroupStep; readonly reasons: readonly Reason[] }

/** The steps of SM1 that are open, and of each that is not possible yet, what it waits for. */
export function ProblemSteps({
  problem,
  extra,
}: {
  readonly problem: ProblemRecord
  readonly extra: ReactNode
}) {
  const { t } = useTranslation('problem')
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const [asked, setAsked] = useKeptState(
    `problem.step.${problem.id}`,
    GroupStep.optional(),
    undefined,
  )
  const [done, setDone] = useState<GroupStep>()
  const panel = useRef<HTMLDivElement>(null)
  if (!actor) return null
  const steps = stepsOf(problem, actor)
  const step = steps.find(({ event }) => event === asked)

  function finish(event: GroupStep) {
    setAsked(undefined)
    setDone(event)
    panel.current?.focus()
  }

  return (
    <div className="step-panel" ref={panel} tabIndex={-1}>
      <div className="step-buttons">
        {extra}
        {steps.map(({ event, reasons }) => (
          <Button
            key={event}
            size="small"
            type={stepLook(event, reasons)}
            aria-expanded={event === asked}
            onClick={() => setAsked(event === asked ? undefined : event)}
          >
            {t(`step.${event}`)}
          </Button>
        ))}
        {steps.length === 0 && <NoStep problem={problem} />}
      </div>
      <StepNote steps={steps} />
      <p role="status" className="step-done">
        {done && t(`step.done.${done}`)}
      </p>
      {step && step.reasons.length > 0 && <StepRefusal problem={problem} {...step} />}
      {step && step.reasons.length === 0 && (
        <FormOfStep
          key={step.event}
          problem={problem}
          event={step.event}
          onDone={() => finish(step.event)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

function FormOfStep({
  event,
  ...step
}: {
  readonly problem: ProblemRecord
  readonly event: GroupStep
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  if (event === 'handOver') return <HandoverForm {...step} />
  if (event === 'merge') return <MergeForm {...step} />
  if (event === 'remind' || event === 'remindAgain') {
    const { problem, ...rest } = step
    return <ReminderForm event={event} problems={[problem]} {...rest} />
  }
  return <StepForm event={event} {...step} />
}

/** Asked for in the form of the step itself. */
const ASKED_LATER = new Set(['problem.basis-missing', 'problem.against-not-sought'])

/** Where the group has no step: whether the measures of the problem bring one about. */
function NoStep({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const inRectification = nextState(problemMachine, problem.state, 'rectify') !== undefined
  return (
    <span className="note">{inRectification ? t('step.inRectification') : t('step.none')}</span>
  )
}

/** Each open step with what stands in its way beforehand. */
function stepsOf(problem: ProblemRecord, actor: Actor): Step[] {
  const facts = { ...problem, enteredBy: problem.entererId, persons: problem.persons.length }
  return GroupStep.options
    .filter((event) => nextState(problemMachine, problem.state, event) !== undefined)
    .map((event) => {
      const verdict = advance(facts, event, actor, '')
      const reasons = verdict.kind === 'refused' ? verdict.reasons : []
      return { event, reasons: reasons.filter(({ code }) => !ASKED_LATER.has(code)) }
    })
}

function stepLook(event: GroupStep, reasons: readonly Reason[]) {
  if (reasons.length > 0) return 'dashed'
  return event === 'confirm' || event === 'remind' ? 'primary' : 'default'
}

/** Says before the click that whoever entered a problem cannot confirm it (INV-21). */
function StepNote({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useTranslation('problem')
  const confirm = steps.find(({ event }) => event === 'confirm')
  if (!confirm) return null
  const own = confirm.reasons.some(({ code }) => code === 'problem.confirmed-by-its-enterer')
  const incomplete = confirm.reasons.find(({ code }) => code === 'problem.event-incomplete')
  if (own) return <p className="note">{t('step.ownLead')}</p>
  const count = incomplete?.about?.length ?? 0
  return count > 0 ? <p className="note">{t('step.lacking', { count })}</p> : null
}
