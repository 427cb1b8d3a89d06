import { useTranslation } from 'react-i18next'

import type { PageTab } from '#renderer/ui/page.tsx'

/** The tabs under the entry of units. */
export function useUnitTabs(): readonly PageTab[] {
  const { t } = useTranslation('shell')
  return [
    { to: '/units', label: t('tabs.units') },
    { to: '/units/local-groups', label: t('tabs.localGroups') },
  ]
}
