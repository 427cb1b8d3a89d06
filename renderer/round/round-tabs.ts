import { useTranslation } from 'react-i18next'

import type { PageTab } from '#renderer/ui/page.tsx'

/** The tabs under the entry of rounds and visits. */
export function useRoundTabs(): readonly PageTab[] {
  const { t } = useTranslation('round')
  return [
    { to: '/rounds', label: t('title') },
    { to: '/rounds/visits', label: t('visit:title') },
  ]
}
