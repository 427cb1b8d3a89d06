import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { reminderModes, reminderRanks } from '#db/kernel/codes.ts'
import { daysBetween } from '#db/kernel/dates.ts'
import { problemContract } from '#db/problem/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { Field } from '#renderer/records/field.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { Handover } from './handover-line.tsx'
import type { ProblemRecord } from './problem-form-model.ts'

/** To whom it was pointed out and what came back; or to whom it was handed over, or merged into. */
export function ProblemReminders({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const { handover, mergedIntoNo } = problem
  if (problem.reminders.length === 0 && handover === null && mergedIntoNo === null) return null
  return (
    <section className="problem-evidence" aria-label={t('reminder.title')}>
      <h2 className="card-title">{t('reminder.title')}</h2>
      {problem.reminders.map((reminder) => (
        <div key={reminder.id}>
          <p>
            {t('reminder.line', {
              date: formatDate(reminder.remindedOn, { year: true }),
              by: reminder.by.join(t('common:listComma')),
              mode: word(reminderModes, reminder.mode),
              rank: word(reminderRanks, reminder.toRank),
              name: `${reminder.toPost}${reminder.toName}`,
            })}
          </p>
          <blockquote className="said-words">{reminder.wording}</blockquote>
          <ReminderDays problem={problem} remindedOn={reminder.remindedOn} />
          {reminder.respondedOn === null ? (
            <Response reminderId={reminder.id} />
          ) : (
            <p>
              {t('reminder.responded', {
                date: formatDate(reminder.respondedOn, { year: true }),
                response: reminder.response,
              })}
            </p>
          )}
        </div>
      ))}
      {handover !== null && <Handover problemId={problem.id} handover={handover} />}
      {mergedIntoNo !== null && <p>{t('merge.line', { no: mergedIntoNo })}</p>}
    </section>
  )
}

/** How many days went by from the find to the reminder, and whether that was too many (R11). */
function ReminderDays({
  problem: { foundOn, limits },
  remindedOn,
}: {
  readonly problem: ProblemRecord
  readonly remindedOn: string
}) {
  const { t } = useTranslation('problem')
  const count = daysBetween(foundOn, remindedOn)
  return (
    <p className="note">
      {t('reminder.days', { count })}{' '}
      {count > limits.remind && t('reminder.late', { limit: limits.remind })}
    </p>
  )
}

function Response({ reminderId }: { readonly reminderId: string }) {
  const { t } = useTranslation('problem')
  const today = useToday()
  const [open, setOpen] = useState(false)
  const [response, setResponse] = useState('')
  const [respondedOn, setRespondedOn] = useState(today)
  const respond = useCaseCommand(problemContract.respond)
  const ready = response.trim() !== ''
  if (!open) {
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t('reminder.respond')}
      </Button>
    )
  }
  return (
    <div className="step-form" role="group" aria-label={t('reminder.respond')}>
      <Field id="reminder-response" label={t('reminder.response')}>
        <Input.TextArea
          id="reminder-response"
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={response}
          onChange={({ target }) => setResponse(target.value)}
        />
      </Field>
      <Field id="reminder-respondedOn" label={t('reminder.respondedOn')}>
        <CivilDateInput
          id="reminder-respondedOn"
          value={respondedOn}
          onChange={(date) => setRespondedOn(date ?? respondedOn)}
        />
      </Field>
      <Refusal error={respond.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={ready ? 'primary' : 'dashed'}
          loading={respond.isPending}
          onClick={() => ready && respond.mutate({ reminderId, response, respondedOn })}
        >
          {t('reminder.saveResponse')}
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          {t('step.cancel')}
        </Button>
        {!ready && <span className="note">{t('step.basisFirst')}</span>}
      </div>
    </div>
  )
}
