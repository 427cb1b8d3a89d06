import { Popover } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

/** One condition of the query bar: its name, what is set, and under it the choice. */
export function QueryChip({
  name,
  value,
  set,
  children,
}: {
  readonly name: string
  readonly value: string
  readonly set: boolean
  readonly children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const chip = useRef<HTMLButtonElement>(null)

  function leave(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    setOpen(false)
    chip.current?.focus()
  }

  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      content={
        // Esc of the fields inside gives the focus back to the chip.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div
          role="dialog"
          aria-label={name}
          className="query-choice"
          onKeyDown={leave}
          ref={(panel) => panel?.querySelector('input')?.focus({ preventScroll: true })}
        >
          {children}
        </div>
      }
      destroyOnHidden
    >
      <button
        ref={chip}
        type="button"
        className={set ? 'query-chip query-chip-set' : 'query-chip'}
        aria-expanded={open}
        aria-haspopup="dialog"
      >
        <span className="query-chip-name">{name}</span>
        <span className="query-chip-value">{value}</span>
      </button>
    </Popover>
  )
}
