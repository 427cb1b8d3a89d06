import { useTranslation } from 'react-i18next'

import type { ImportPlan } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'

/** What is wrong how often; a press narrows the list to it. */
export function CodeChips({
  plan,
  code,
  onChange,
}: {
  readonly plan: ImportPlan
  readonly code: string | null
  readonly onChange: (code: string | null) => void
}) {
  const { t } = useTranslation('intake')
  if (plan.faultCodes.length < 2) return null
  return (
    <div className="intake-chips" role="group" aria-label={t('faults.kinds')}>
      <button
        type="button"
        className="intake-option"
        aria-pressed={code === null}
        onClick={() => onChange(null)}
      >
        {t('faults.all')}
      </button>
      {plan.faultCodes.map((each) => (
        <button
          key={each.code}
          type="button"
          className="intake-option"
          aria-pressed={code === each.code}
          onClick={() => onChange(each.code)}
        >
          {t(`fault.${each.code.replaceAll('.', '-')}`, { defaultValue: each.code })}{' '}
          <b>{formatCount(each.count)}</b>
        </button>
      ))}
    </div>
  )
}
