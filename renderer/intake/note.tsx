import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Something to know that stops nothing: the grey triangle. */
export function Note({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('intake')
  return (
    <li className="intake-note">
      <span className="intake-note-mark">
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M6 1.2l5 9.3H1z" fill="none" stroke="currentColor" strokeWidth="1.3" />
          <path d="M6 4.4v3M6 8.6v1" stroke="currentColor" strokeWidth="1.3" />
        </svg>
        {t('note')}
      </span>
      <span>{children}</span>
    </li>
  )
}
