import { useTranslation } from 'react-i18next'

import type { PageTab } from '#renderer/ui/page.tsx'

/** The tabs under the entry of the case itself. */
export function useCaseTabs(): readonly PageTab[] {
  const { t } = useTranslation('shell')
  return [
    { to: '/case/import', label: t('tabs.import') },
    { to: '/case/keys', label: t('tabs.keys') },
    { to: '/case/backup', label: t('tabs.backup') },
    { to: '/case/verify', label: t('tabs.verify') },
    { to: '/case/holidays', label: t('tabs.holidays') },
    { to: '/case/history', label: t('tabs.history') },
  ]
}
