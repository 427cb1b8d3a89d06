import './ui.css'

import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, use } from 'react'
import { useTranslation } from 'react-i18next'

import { HeaderSlot } from './header-slot.ts'

export type PageTab = { readonly to: LinkProps['to'] & string; readonly label: string }

const NO_TABS: readonly PageTab[] = []

/** The frame of every page: header with tabs, query bar, and the content that scrolls. */
export function Page({
  title,
  tabs = NO_TABS,
  filters,
  actions,
  children,
}: {
  readonly title: string
  readonly tabs?: readonly PageTab[]
  readonly filters?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useTranslation('common')
  const tools = use(HeaderSlot)
  const queryBar = filters !== undefined || actions !== undefined
  return (
    <div className="page">
      <header className="page-header">
        <h1 className="page-title">{title}</h1>
        {tabs.length > 0 && (
          <nav className="page-tabs" aria-label={t('page.tabs')}>
            {tabs.map(({ to, label }) => (
              <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
                {label}
              </Link>
            ))}
          </nav>
        )}
        {tools}
      </header>
      {queryBar ? (
        <section className="page-query" aria-label={t('page.query')}>
          {filters}
          {actions !== undefined && <div className="page-actions">{actions}</div>}
        </section>
      ) : (
        <div />
      )}
      <main className="page-content" id="content">
        {children}
      </main>
    </div>
  )
}
