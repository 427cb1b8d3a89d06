import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { Refusal } from '#renderer/ui/refusal.tsx'

/** What stands in the place of a page that broke or whose address is damaged. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  return (
    <main className="page-content">
      <Refusal error={error} />
      <p>
        <Link to="/" onClick={reset}>
          {t('pageError.back')}
        </Link>
      </p>
    </main>
  )
}
