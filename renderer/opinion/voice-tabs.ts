import { useTranslation } from 'react-i18next'

import type { PageTab } from '#renderer/ui/page.tsx'

/** The tabs under the entry of voices. */
export function useVoiceTabs(): readonly PageTab[] {
  const { t } = useTranslation('opinion')
  return [
    { to: '/voices', label: t('title') },
    { to: '/voices/coding', label: t('codes.title') },
    { to: '/voices/clusters', label: t('cluster.title') },
  ]
}
