import type { ReactNode } from 'react'

/** A number that opens the records behind it. `label` says in words what will open. */
export function NumberLink({
  children,
  label,
  onOpen,
}: {
  readonly children: ReactNode
  readonly label: string
  readonly onOpen: () => void
}) {
  return (
    <button type="button" className="number-link" aria-label={label} title={label} onClick={onOpen}>
      {children}
    </button>
  )
}
