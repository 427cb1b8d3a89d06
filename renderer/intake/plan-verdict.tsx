import { useTranslation } from 'react-i18next'

import type { ImportPlan } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

/** Whether the ledger can be imported, and what must be done before. */
export function PlanVerdict({
  plan,
  asked,
  onNames,
}: {
  readonly plan: ImportPlan
  readonly asked: boolean
  readonly onNames: () => void
}) {
  const { t } = useTranslation('intake')
  const { t: common } = useTranslation('common')
  if (plan.faulty === 0) {
    return (
      <p className="intake-verdict" role="status">
        {plan.toAdd > 0
          ? t('verdict.ready', { rows: formatCount(plan.toAdd) })
          : plan.already > 0
            ? t('verdict.already', { rows: formatCount(plan.already) })
            : t('verdict.nothing')}
      </p>
    )
  }
  const names = plan.unknownUnitCount + plan.unknownTypeCount
  return (
    <div className="refusal" role={asked ? 'alert' : 'status'}>
      <div className="refusal-head">
        <span className="refusal-mark">
          <RefusalSign />
          {common('refusal.mark')}
        </span>
        <span>
          {t('verdict.faulty', {
            rows: formatCount(plan.faulty),
            faults: formatCount(plan.faultCount),
          })}{' '}
          {names > 0 && (
            <button type="button" className="number-link" onClick={onNames}>
              {t('verdict.names', { count: names })}
            </button>
          )}
        </span>
      </div>
    </div>
  )
}
