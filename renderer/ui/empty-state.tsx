import type { ReactNode } from 'react'

/** What a page says when it has nothing to show, and what can be done about it. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      {children}
      {actions !== undefined && <div className="empty-state-actions">{actions}</div>}
    </div>
  )
}
