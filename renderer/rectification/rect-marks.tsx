import { useTranslation } from 'react-i18next'

import type { RectState } from '#db/rectification/records.ts'

/** The stage of an item (SM2): a shape of its own, then its word. */
export function RectStateMark({ state }: { readonly state: RectState }) {
  const { t } = useTranslation('rectification')
  return (
    <span className="rect-state">
      <span aria-hidden="true" className={`rect-lamp rect-lamp-${state}`} />
      {t(`state.${state}`)}
    </span>
  )
}

/** How many working days are left; nothing where it is late, or waits for nothing. */
export function DueMark({ days }: { readonly days: number | null }) {
  const { t } = useTranslation('rectification')
  if (days === null) return null
  return <span className="note">{t('workingDaysLeft', { count: days })}</span>
}

/** How many days late; nothing where it is not. */
export function LateMark({ days }: { readonly days: number | null }) {
  const { t } = useTranslation('rectification')
  if (days === null) return null
  return <span className="rect-late">{t('late', { count: days })}</span>
}
