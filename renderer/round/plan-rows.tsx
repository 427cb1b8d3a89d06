import { Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { notices } from '#db/kernel/codes.ts'
import { planReasons } from '#db/kernel/round-codes.ts'
import { PlanReason } from '#db/round/contract.ts'
import { Notice } from '#db/visit/contract.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { fieldId, focusField, type Gap } from '#renderer/records/field.tsx'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { UnitPicker } from '#renderer/ui/unit-picker.tsx'

import { nextPlanItem, type PlanItem, type RoundForm } from './round-form-model.ts'

type Props = {
  readonly form: RoundForm
  readonly onChange: (form: RoundForm) => void
  readonly gaps: readonly Gap[]
}

/** The units that the round is to go to, each with why, when, how and for how long. */
export function PlanRows({ form, onChange, gaps }: Props) {
  const { t } = useTranslation('round')
  function add() {
    const at = form.plan.length
    onChange({ ...form, plan: [...form.plan, nextPlanItem(form, crypto.randomUUID())] })
    requestAnimationFrame(() => focusField(fieldId('round', `plan.${at}`)))
  }
  return (
    <section className="card form-card" aria-label={t('plan.title')}>
      <header className="round-part-head">
        <h2 className="card-title">{t('plan.title')}</h2>
        <span className="note">{t('plan.count', { count: form.plan.length })}</span>
      </header>
      {form.plan.map((item, at) => (
        <PlanLine
          key={item.key}
          item={item}
          at={at}
          gap={gaps.find((gap) => gap.field === `plan.${at}`)}
          onChange={(change) =>
            onChange({
              ...form,
              plan: form.plan.map((each, place) => (place === at ? { ...each, ...change } : each)),
            })
          }
          onRemove={() => onChange({ ...form, plan: form.plan.filter((each) => each !== item) })}
        />
      ))}
      <Button size="small" onClick={add}>
        {t('plan.add')}
      </Button>
    </section>
  )
}

function PlanLine({
  item,
  at,
  gap,
  onChange,
  onRemove,
}: {
  readonly item: PlanItem
  readonly at: number
  readonly gap: Gap | undefined
  readonly onChange: (change: Partial<PlanItem>) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation('round')
  return (
    <div className="plan-line" role="group" aria-label={t('plan.row', { no: at + 1 })}>
      <UnitPicker
        id={fieldId('round', `plan.${at}`)}
        aria-label={t('plan.unit')}
        value={item.unitId}
        onChange={(unitId) => onChange({ unitId })}
      />
      <CodeSelect
        list={planReasons}
        aria-label={t('plan.reason')}
        placeholder={t('plan.reason')}
        value={item.reason}
        onChange={(code) => onChange({ reason: PlanReason.safeParse(code).data ?? null })}
      />
      <CivilDateInput
        aria-label={t('plan.plannedOn')}
        placeholder={t('plan.plannedOn')}
        value={item.plannedOn}
        onChange={(plannedOn) => onChange({ plannedOn })}
      />
      <CodeSelect
        list={notices}
        aria-label={t('plan.notice')}
        placeholder={t('plan.notice')}
        value={item.notice}
        onChange={(code) => onChange({ notice: Notice.safeParse(code).data ?? null })}
      />
      <PlanHow item={item} onChange={onChange} />
      <Button size="small" onClick={onRemove}>
        {t('form.remove')}
      </Button>
      {gap && (
        <p className="control-error" role="alert">
          {explainReason(gap)}
        </p>
      )}
    </div>
  )
}

/** For how long, by which team, and what else is to be said. */
function PlanHow({
  item,
  onChange,
}: {
  readonly item: PlanItem
  readonly onChange: (change: Partial<PlanItem>) => void
}) {
  const { t } = useTranslation('round')
  return (
    <>
      <label className="plan-days">
        <InputNumber
          aria-label={t('plan.days')}
          min={0.5}
          max={30}
          step={0.5}
          value={item.halfDays === null ? null : item.halfDays / 2}
          onChange={(days) => onChange({ halfDays: days === null ? null : Math.round(days * 2) })}
        />
        {t('plan.dayWord')}
      </label>
      <Input
        aria-label={t('plan.team')}
        placeholder={t('plan.team')}
        maxLength={20}
        value={item.team}
        onChange={({ target }) => onChange({ team: target.value })}
      />
      <Input
        aria-label={t('plan.note')}
        placeholder={t('plan.note')}
        maxLength={500}
        value={item.note}
        onChange={({ target }) => onChange({ note: target.value })}
      />
    </>
  )
}
