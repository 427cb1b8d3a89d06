import { Checkbox, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { placeKinds } from '#db/kernel/round-codes.ts'
import type { Onsite } from '#db/visit/contract.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field } from '#renderer/records/field.tsx'
import { Segments } from '#renderer/records/segments.tsx'

type Props = { readonly onsite: Onsite; readonly onChange: (onsite: Onsite) => void }

/** What the visit served (R46), what kind of place it was (R33), and who else was in the room. */
export function PurposeFields({ onsite, onChange }: Props) {
  const { t } = useTranslation('onsite')
  const options = useCodeOptions(placeKinds)
  return (
    <div className="onsite-group">
      <div role="group" aria-label={t('purposes')} className="onsite-checks">
        <strong>{t('purposes')}</strong>
        {(['toHear', 'toFind', 'toLearn'] as const).map((purpose) => (
          <Checkbox
            key={purpose}
            checked={onsite[purpose]}
            onChange={({ target }) => onChange({ ...onsite, [purpose]: target.checked })}
          >
            {t(`purpose.${purpose}`)}
          </Checkbox>
        ))}
      </div>
      <Field id="onsite-place" label={t('placeKind')}>
        <Segments
          id="onsite-place"
          label={t('placeKind')}
          options={options}
          value={onsite.placeKind}
          onChange={(placeKind) => onChange({ ...onsite, placeKind })}
        />
      </Field>
      <Field id="onsite-third" label={t('thirdPersons')} hint={t('thirdPersonsNote')}>
        <InputNumber
          id="onsite-third"
          size="small"
          min={0}
          max={999}
          precision={0}
          value={onsite.thirdPersons}
          onChange={(thirdPersons) => onChange({ ...onsite, thirdPersons })}
        />
      </Field>
    </div>
  )
}
