import { useTranslation } from 'react-i18next'

import type { PageTab } from '#renderer/ui/page.tsx'

/** The tabs under the entry of problems. */
export function useProblemTabs(): readonly PageTab[] {
  const { t } = useTranslation('rectification')
  return [
    { to: '/problems', label: t('tabs.problems') },
    { to: '/problems/rectification', label: t('tabs.rectification') },
    { to: '/problems/ageing', label: t('tabs.ageing') },
    { to: '/problems/own-list', label: t('ownlist:title') },
  ]
}
