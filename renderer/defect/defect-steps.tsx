import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { casefileContract } from '#db/casefile/contract.ts'
import { type Defect, defectContract, DefectEvent } from '#db/defect/contract.ts'
import { advance, defectMachine } from '#db/defect/rules.ts'
import { nextState } from '#db/kernel/machine.ts'
import type { Reason, Verdict } from '#db/kernel/verdict.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useToday } from '#renderer/lib/today.ts'
import { InlineForm } from '#renderer/records/inline-form.tsx'
import { StepVerdict } from '#renderer/records/step-verdict.tsx'

type Step = { readonly event: DefectEvent; readonly verdict: Verdict<unknown> }

/** The steps of a defect, and of each that is not possible yet, what it waits for. */
export function DefectSteps({
  defect,
  extra,
}: {
  readonly defect: Defect
  readonly extra: ReactNode
}) {
  const { t } = useTranslation('defect')
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const [asked, setAsked] = useKeptState(
    `defect.step.${defect.id}`,
    DefectEvent.optional(),
    undefined,
  )
  const [done, setDone] = useState<DefectEvent>()
  const panel = useRef<HTMLDivElement>(null)
  if (!actor) return null
  const steps = stepsOf(defect, actor.id)
  const step = steps.find(({ event }) => event === asked)
  const subject = { subject: 'ownDefect', subjectId: defect.id }

  return (
    <div className="step-panel" ref={panel} tabIndex={-1}>
      <div className="step-buttons">
        {extra}
        <StepButtons
          steps={steps}
          asked={asked}
          onAsk={(event) => {
            setDone(undefined)
            setAsked(event === asked ? undefined : event)
          }}
        />
      </div>
      <p role="status" className="step-done">
        {done && t(`step.done.${done}`)}
      </p>
      {step && (
        <StepVerdict
          {...subject}
          verdict={step.verdict}
          title={t('step.cannot', { step: t(`step.${step.event}`), n: countOf(step.verdict) })}
          wayTo={(reason) => <WayTo reason={reason} id={defect.id} />}
        />
      )}
      {step && step.verdict.kind !== 'refused' && (
        <StepForm
          key={step.event}
          id={defect.id}
          event={step.event}
          onDone={() => {
            setAsked(undefined)
            setDone(step.event)
            panel.current?.focus()
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

function StepButtons({
  steps,
  asked,
  onAsk,
}: {
  readonly steps: readonly Step[]
  readonly asked: DefectEvent | undefined
  readonly onAsk: (event: DefectEvent) => void
}) {
  const { t } = useTranslation('defect')
  return steps.map(({ event, verdict }) => (
    <Button
      key={event}
      size="small"
      type={stepLook(event, verdict)}
      aria-expanded={event === asked}
      onClick={() => onAsk(event)}
    >
      {t(`step.${event}`)}
    </Button>
  ))
}

/** The steps that are open, and the closing at all times but the last: why not is then said. */
function stepsOf(defect: Defect, actor: string): Step[] {
  const today = useToday()
  return DefectEvent.options
    .filter(
      (event) =>
        nextState(defectMachine, defect.state, event) !== undefined ||
        (event === 'close' && defect.state !== 'closed'),
    )
    .map((event) => {
      // The reason of a return is only asked for when the step is taken.
      const basis = event === 'reopen' ? '-' : ''
      return { event, verdict: advance(defect, event, { actor, basis, today }) }
    })
}

function stepLook(event: DefectEvent, verdict: Verdict<unknown>) {
  if (verdict.kind === 'refused') return 'dashed'
  return event === 'reopen' ? 'default' : 'primary'
}

function countOf(verdict: Verdict<unknown>): number {
  return verdict.kind === 'refused' ? verdict.reasons.length : 0
}

/** Each thing that is missing leads to its field. */
function WayTo({ reason, id }: { readonly reason: Reason; readonly id: string }) {
  const { t } = useTranslation('defect')
  const fields =
    reason.code === 'defect.evidence-missing'
      ? ['evidence']
      : reason.code === 'defect.claim-incomplete'
        ? (reason.about ?? [])
        : []
  return fields.map((field) => (
    <Link
      key={field}
      from="/group/defects"
      to="/group/defects"
      search={(now) => ({ ...now, form: id, field })}
      className="number-link"
    >
      {t('step.fill', { field: t(`form.${field}`) })}
    </Link>
  ))
}

function StepForm({
  id,
  event,
  onDone,
  onCancel,
}: {
  readonly id: string
  readonly event: DefectEvent
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('defect')
  const [basis, setBasis] = useKeptState(`defect.basis.${id}`, z.string(), '')
  const step = useCaseCommand(defectContract.advance)
  const ready = event !== 'reopen' || basis.trim() !== ''
  const field = `defect-step-${event}`
  return (
    <InlineForm
      label={t(`step.${event}`)}
      save={t(`step.${event}`)}
      lacking={ready ? undefined : t('step.basisFirst')}
      error={step.error}
      pending={step.isPending}
      onSave={() => step.mutate({ id, event, basis }, { onSuccess: onDone })}
      onCancel={onCancel}
    >
      <p>{t(`step.what.${event}`)}</p>
      <label htmlFor={field}>{t(`step.basis.${event}`)}</label>
      <Input.TextArea
        id={field}
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={basis}
        onChange={({ target }) => setBasis(target.value)}
      />
    </InlineForm>
  )
}
