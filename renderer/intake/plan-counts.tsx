import { useTranslation } from 'react-i18next'

import type { ImportPlan, LedgerKind } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'

/** What the rows of the sheet come to; the parts add up to all rows. */
export function PlanCounts({
  plan,
  kind,
}: {
  readonly plan: ImportPlan
  readonly kind: LedgerKind
}) {
  const { t } = useTranslation('intake')
  const parts = ['rows', 'toAdd', 'already', 'skipped', 'faulty'] as const
  return (
    <dl className="card intake-counts">
      {parts.map((part) => (
        <div
          key={part}
          className={part === 'faulty' && plan.faulty > 0 ? 'intake-wrong' : undefined}
        >
          <dt>{t(`count.${part}`)}</dt>
          <dd>
            <b>{formatCount(plan[part])}</b>
            <span className="note">
              {part === 'toAdd' && kind === 'problem' && plan.toAdd > 0
                ? t('count.leads', { leads: formatCount(plan.asLeads) })
                : t(`countNote.${part}`)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
