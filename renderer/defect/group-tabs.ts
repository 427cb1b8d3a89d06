import { useTranslation } from 'react-i18next'

import type { PageTab } from '#renderer/ui/page.tsx'

/** The tabs under the entry of the group itself. */
export function useGroupTabs(): readonly PageTab[] {
  const { t } = useTranslation('shell')
  return [
    { to: '/group/defects', label: t('tabs.defects') },
    { to: '/case/informants', label: t('tabs.informants') },
  ]
}
