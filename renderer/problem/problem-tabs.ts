import { useTranslation } from 'react-i18next'

import type { PageTab } from '#renderer/ui/page.tsx'

/** The tabs under the entry of problems. */
export function useProblemTabs(): readonly PageTab[] {
  const { t } = useTranslation('problem')
  return [
    { to: '/problems', label: t('list') },
    { to: '/problems/own-list', label: t('ownlist:title') },
  ]
}
