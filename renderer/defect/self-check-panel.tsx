import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { defectContract } from '#db/defect/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { InlineForm } from '#renderer/records/inline-form.tsx'
import { NoticeSign } from '#renderer/records/level-signs.tsx'

const CheckForm = z.object({ heldOn: z.string(), note: z.string() })

/** How the group stands with itself: open defects, and the self-check of the round (P-14). */
export function SelfCheckPanel() {
  const { t } = useTranslation('defect')
  const { data } = useCaseQuery(defectContract.standing, {})
  const [writing, setWriting] = useState(false)
  if (!data) return null
  const { open, closed, overdue, lastSelfCheckOn, roundNo } = data
  return (
    <section className="card defect-standing" aria-label={t('standing.title')}>
      <div className="defect-standing-line">
        <span>{t('standing.counts', { open, all: open + closed })}</span>
        {overdue > 0 && (
          <Link to="/group/defects" search={{ overdue: true }} className="number-link">
            {t('standing.overdue', { n: overdue })}
          </Link>
        )}
        <span className="note">
          {lastSelfCheckOn === null
            ? t('standing.never')
            : t('standing.last', { date: formatDate(lastSelfCheckOn, { year: true }) })}
        </span>
        <Button size="small" aria-expanded={writing} onClick={() => setWriting(!writing)}>
          {t('standing.write')}
        </Button>
      </div>
      {data.selfCheckDue && (
        <div className="notice" role="note">
          <span className="notice-mark">
            <NoticeSign />
            {t('common:notice.mark')}
          </span>
          <span>
            {roundNo === null ? t('standing.dueDays') : t('standing.dueRound', { no: roundNo })}
          </span>
        </div>
      )}
      {writing && <SelfCheckForm onDone={() => setWriting(false)} />}
    </section>
  )
}

function SelfCheckForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('defect')
  const today = useToday()
  const [form, setForm] = useKeptState('defect.selfCheck', CheckForm, {
    heldOn: today,
    note: '',
  })
  const check = useCaseCommand(defectContract.checkSelf)
  const whole = form.heldOn !== '' && form.note.trim() !== ''
  return (
    <InlineForm
      label={t('standing.write')}
      save={t('standing.save')}
      lacking={whole ? undefined : t('standing.lacking')}
      error={check.error}
      pending={check.isPending}
      onSave={() => check.mutate(form, { onSuccess: onDone })}
      onCancel={onDone}
    >
      <CivilDateInput
        aria-label={t('standing.heldOn')}
        value={form.heldOn}
        onChange={(date) => setForm({ ...form, heldOn: date ?? '' })}
      />
      <label htmlFor="self-check-note">{t('standing.note')}</label>
      <Input.TextArea
        id="self-check-note"
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={form.note}
        onChange={({ target }) => setForm({ ...form, note: target.value })}
      />
    </InlineForm>
  )
}
