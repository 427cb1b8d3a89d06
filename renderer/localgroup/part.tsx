import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'

/** One part of a local group: its title, what it holds, and the form that adds to it. */
export function Part({
  title,
  add,
  form,
  children,
}: {
  readonly title: string
  readonly add: string
  readonly form: (close: () => void) => ReactNode
  readonly children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !open) opener.current?.focus()
    wasOpen.current = open
  }, [open])
  return (
    <section className="localgroup-part" aria-label={title}>
      <div className="localgroup-part-head">
        <h2 className="card-title">{title}</h2>
        <Button ref={opener} size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {add}
        </Button>
      </div>
      {open && form(() => setOpen(false))}
      {children}
    </section>
  )
}
