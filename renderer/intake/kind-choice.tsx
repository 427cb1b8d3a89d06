import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { LedgerKind } from '#db/intake/contract.ts'
import { ledgerFields } from '#db/intake/rules/fields.ts'

import { mappingOf, type SheetChoice } from './flow.ts'

/** What the rows of the sheet are: units, visits or problems. */
export function KindChoice({
  choice,
  onChange,
}: {
  readonly choice: SheetChoice
  readonly onChange: (kind: LedgerKind) => void
}) {
  const { t } = useTranslation('intake')
  const name = useId()
  return (
    <section className="card" aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`} className="card-title">
        {t('kind.title')}
      </h2>
      <div role="radiogroup" aria-labelledby={`${name}-title`} className="intake-kinds">
        {LedgerKind.options.map((kind) => (
          <label key={kind} className="intake-kind">
            <input
              type="radio"
              name={name}
              value={kind}
              checked={kind === choice.kind}
              onChange={() => onChange(kind)}
            />
            <span>
              <b>{t(`kind.${kind}.name`)}</b>
              <span className="note">{t(`kind.${kind}.note`)}</span>
              <Fit choice={choice} kind={kind} />
            </span>
          </label>
        ))}
      </div>
    </section>
  )
}

/** How the columns would fit: how many are met, which required ones are not. */
function Fit({ choice, kind }: { readonly choice: SheetChoice; readonly kind: LedgerKind }) {
  const { t } = useTranslation('intake')
  const { t: common } = useTranslation('common')
  const mapping = mappingOf({ ...choice, kind })
  const fields = ledgerFields[kind]
  const met = fields.filter(({ field }) => typeof mapping[field] === 'number')
  const missing = fields
    .filter(({ field, required }) => required && typeof mapping[field] !== 'number')
    .map(({ field }) => t(`field.${field}`))
  return (
    <span className="note">
      {met.length === 0 ? t('kind.noFit') : t('kind.fit', { count: met.length })}
      {met.length > 0 &&
        missing.length > 0 &&
        t('kind.missing', { fields: missing.join(common('listComma')) })}
    </span>
  )
}
