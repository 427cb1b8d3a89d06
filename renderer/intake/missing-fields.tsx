import { useTranslation } from 'react-i18next'

import type { LedgerField } from '#db/intake/rules/fields.ts'
import { RefusalSign } from '#renderer/ui/refusal.tsx'
import { focusField } from '#renderer/records/field.tsx'

/** Required fields that have no column yet; each leads to its place. */
export function MissingFields({ fields }: { readonly fields: readonly LedgerField[] }) {
  const { t } = useTranslation('intake')
  const { t: common } = useTranslation('common')
  return (
    <div className="refusal intake-refusal" role="alert">
      <div className="refusal-head">
        <span className="refusal-mark">
          <RefusalSign />
          {common('refusal.mark')}
        </span>
        <span>
          {t('missing.title', { count: fields.length })}{' '}
          {fields.map(({ field }) => (
            <button
              key={field}
              type="button"
              className="number-link intake-missing-field"
              onClick={() => focusField(`intake-field-${field}`)}
            >
              {t(`field.${field}`)}
            </button>
          ))}
        </span>
      </div>
    </div>
  )
}
