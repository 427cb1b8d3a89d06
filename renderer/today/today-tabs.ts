import { useTranslation } from 'react-i18next'

import type { PageTab } from '#renderer/ui/page.tsx'

/** The tabs under the entry of today. */
export function useTodayTabs(): readonly PageTab[] {
  const { t } = useTranslation('today')
  return [
    { to: '/today', label: t('tabs.today') },
    { to: '/today/list', label: t('tabs.list') },
    { to: '/today/calendar', label: t('tabs.calendar') },
  ]
}
