import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { gifts, meals } from '#db/kernel/round-codes.ts'
import { Gift, Meal, type Onsite } from '#db/visit/contract.ts'
import { Field } from '#renderer/records/field.tsx'
import { Segments } from '#renderer/records/segments.tsx'
import { CodeSelect } from '#renderer/ui/code-select.tsx'

type Props = { readonly onsite: Onsite; readonly onChange: (onsite: Onsite) => void }
type Money = 'mealFen' | 'lodgingFen'
type Count = 'vehicles' | 'accompanying'

/** How the group itself kept the eight rules on this visit (R102). Money is typed in yuan. */
export function EightRules({ onsite, onChange }: Props) {
  const { t } = useTranslation('onsite')
  const set = (change: Partial<Onsite>) => onChange({ ...onsite, ...change })
  return (
    <div role="group" aria-label={t('eightRules')} className="onsite-group">
      <p className="onsite-head">
        <strong>{t('eightRules')}</strong>
        <span className="note">{t('eightRulesNote')}</span>
      </p>
      <div className="eight-rules">
        <Field id="onsite-meal" label={t('fact.meal')}>
          <CodeSelect
            id="onsite-meal"
            list={meals}
            size="small"
            allowClear
            value={onsite.meal}
            onChange={(code) => set({ meal: Meal.safeParse(code).data ?? null })}
          />
        </Field>
        <MoneyField name="mealFen" value={onsite.mealFen} onChange={set} />
        <MoneyField name="lodgingFen" value={onsite.lodgingFen} onChange={set} />
        <NumberField name="vehicles" value={onsite.vehicles} onChange={set} />
        <NumberField name="accompanying" value={onsite.accompanying} onChange={set} />
        <Field id="onsite-ceremony" label={t('fact.ceremony')}>
          <Segments
            id="onsite-ceremony"
            label={t('fact.ceremony')}
            options={[
              { value: 'none', label: t('none') },
              { value: 'had', label: t('had') },
            ]}
            value={onsite.ceremony === null ? null : onsite.ceremony ? 'had' : 'none'}
            onChange={(value) => set({ ceremony: value === 'had' })}
          />
        </Field>
        <Field id="onsite-gift" label={t('fact.gift')}>
          <CodeSelect
            id="onsite-gift"
            list={gifts}
            size="small"
            allowClear
            value={onsite.gift}
            onChange={(code) => set({ gift: Gift.safeParse(code).data ?? null })}
          />
        </Field>
      </div>
    </div>
  )
}

function MoneyField({
  name,
  value,
  onChange,
}: {
  readonly name: Money
  readonly value: number | null
  readonly onChange: (change: Partial<Onsite>) => void
}) {
  const { t } = useTranslation('onsite')
  return (
    <Field id={`onsite-${name}`} label={t(`fact.${name}`)}>
      <InputNumber
        id={`onsite-${name}`}
        size="small"
        min={0}
        max={1_000_000}
        precision={2}
        controls={false}
        value={value === null ? null : value / 100}
        onChange={(yuan) => onChange({ [name]: yuan === null ? null : Math.round(yuan * 100) })}
      />
    </Field>
  )
}

function NumberField({
  name,
  value,
  onChange,
}: {
  readonly name: Count
  readonly value: number | null
  readonly onChange: (change: Partial<Onsite>) => void
}) {
  const { t } = useTranslation('onsite')
  return (
    <Field id={`onsite-${name}`} label={t(`fact.${name}`)}>
      <InputNumber
        id={`onsite-${name}`}
        size="small"
        min={0}
        max={999}
        precision={0}
        value={value}
        onChange={(count) => onChange({ [name]: count })}
      />
    </Field>
  )
}
