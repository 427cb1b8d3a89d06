import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { casefileContract } from '#db/casefile/contract.ts'
import { reminderModes, reminderRanks } from '#db/kernel/codes.ts'
import { problemContract, ReminderFields } from '#db/problem/contract.ts'
import type { Reason } from '#db/kernel/verdict.ts'
import { reminding } from '#db/problem/rules.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field } from '#renderer/records/field.tsx'

import type { ProblemRecord } from './problem-form-model.ts'
import { StepFrame } from './step-frame.tsx'

const Form = z.object({
  toName: z.string(),
  toPost: z.string(),
  toRank: ReminderFields.shape.toRank,
  mode: ReminderFields.shape.mode,
  wording: z.string(),
  remindedOn: z.string(),
  place: z.string(),
  members: z.array(z.string()),
})

/**
 * 点明提醒: to whom, how, by whom, and the exact words, which stay as they are (R10, R96). Several
 * problems can be pointed out in one talk.
 */
export function ReminderForm({
  problems,
  event,
  onDone,
  onCancel,
}: {
  readonly problems: readonly ProblemRecord[]
  readonly event: 'remind' | 'remindAgain'
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const ids = problems.map(({ id }) => id)
  const today = useToday()
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const remind = useCaseCommand(problemContract.remind)
  const [form, setForm] = useKeptState(`problem.reminder.${ids.join(' ')}`, Form, {
    toName: '',
    toPost: '',
    toRank: 'leader',
    mode: 'face',
    wording: '',
    place: '',
    remindedOn: today,
    members: actor ? [actor.id] : [],
  })
  const change = (part: Partial<z.infer<typeof Form>>) => setForm({ ...form, ...part })
  if (!actor) return null
  const { refused, notes } = findingsOf(problems, form, actor)
  const ready =
    refused.length === 0 &&
    form.toName.trim() !== '' &&
    form.wording.trim() !== '' &&
    form.members.length > 0

  return (
    <StepFrame
      event={event}
      ready={ready}
      pending={remind.isPending}
      error={remind.error}
      onTake={() => remind.mutate({ problems: ids, ...form }, { onSuccess: onDone })}
      onCancel={onCancel}
    >
      <Addressee form={form} onChange={change} />
      <Occasion form={form} onChange={change} />
      {(refused.length > 0 ? refused : notes).map((reason) => (
        <p key={reason.code} role="status" className={refused.length > 0 ? 'field-error' : 'note'}>
          {explainReason(reason)}
        </p>
      ))}
    </StepFrame>
  )
}

/** What stands in the way of pointing these problems out so, and what is to be minded; each once. */
function findingsOf(
  problems: readonly ProblemRecord[],
  form: z.infer<typeof Form>,
  actor: Parameters<typeof reminding>[2],
) {
  const verdicts = problems.map((problem) =>
    reminding(
      { ...problem, parts: problem.persons.map(({ part }) => part) },
      { ...form, members: form.members.length },
      actor,
    ),
  )
  return {
    refused: each(verdicts.flatMap((one) => (one.kind === 'refused' ? one.reasons : []))),
    notes: each(verdicts.flatMap((one) => (one.kind === 'refused' ? [] : (one.notes ?? [])))),
  }
}

function each(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((reason) => [reason.code, reason])).values()]
}

type Part = {
  readonly form: z.infer<typeof Form>
  readonly onChange: (part: Partial<z.infer<typeof Form>>) => void
}

function Addressee({ form, onChange }: Part) {
  const { t } = useTranslation('problem')
  const ranks = useCodeOptions(reminderRanks)
  const modes = useCodeOptions(reminderModes)
  return (
    <>
      <Field id="reminder-toName" label={t('reminder.toName')}>
        <Input
          id="reminder-toName"
          autoFocus
          maxLength={50}
          value={form.toName}
          onChange={({ target }) => onChange({ toName: target.value })}
        />
      </Field>
      <Field id="reminder-toPost" label={t('reminder.toPost')}>
        <Input
          id="reminder-toPost"
          maxLength={100}
          value={form.toPost}
          onChange={({ target }) => onChange({ toPost: target.value })}
        />
      </Field>
      <Field id="reminder-toRank" label={t('reminder.toRank')}>
        <Select
          id="reminder-toRank"
          options={ranks}
          value={form.toRank}
          onChange={(toRank) => onChange({ toRank })}
        />
      </Field>
      <Field id="reminder-mode" label={t('reminder.mode')}>
        <Select
          id="reminder-mode"
          options={modes}
          value={form.mode}
          onChange={(mode) => onChange({ mode })}
        />
      </Field>
    </>
  )
}

function Occasion({ form, onChange }: Part) {
  const { t } = useTranslation('problem')
  const members = useCaseQuery(casefileContract.members, {}).data ?? []
  return (
    <>
      <Field id="reminder-members" label={t('reminder.members')}>
        <Select
          id="reminder-members"
          mode="multiple"
          options={members.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.members}
          onChange={(chosen) => onChange({ members: chosen })}
        />
      </Field>
      <Field id="reminder-remindedOn" label={t('reminder.remindedOn')}>
        <CivilDateInput
          id="reminder-remindedOn"
          value={form.remindedOn}
          onChange={(date) => onChange({ remindedOn: date ?? form.remindedOn })}
        />
      </Field>
      <Field id="reminder-place" label={t('reminder.place')}>
        <Input
          id="reminder-place"
          maxLength={200}
          value={form.place}
          onChange={({ target }) => onChange({ place: target.value })}
        />
      </Field>
      <Field id="reminder-wording" label={t('reminder.wording')} hint={t('reminder.wordingHint')}>
        <Input.TextArea
          id="reminder-wording"
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={5000}
          value={form.wording}
          onChange={({ target }) => onChange({ wording: target.value })}
        />
      </Field>
    </>
  )
}
