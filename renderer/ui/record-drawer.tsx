import { Drawer } from 'antd'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'

type Props = {
  readonly title: ReactNode
  readonly open: boolean
  readonly onClose: () => void
  /** Goes to the next (1) or the previous (−1) record of the list. */
  readonly onStep?: (step: 1 | -1) => void
  readonly extra?: ReactNode
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** One record beside its list, which stays usable. Esc gives the focus back to the row. */
export function RecordDrawer({ title, open, onClose, onStep, extra, footer, children }: Props) {
  const opener = useRef<Element | null>(null)
  const body = useRef<HTMLDivElement>(null)
  // Before the drawer takes the focus, which it does as soon as it is drawn.
  useLayoutEffect(() => {
    if (open) opener.current ??= document.activeElement
  }, [open])

  function close() {
    onClose()
    if (opener.current instanceof HTMLElement) opener.current.focus()
    opener.current = null
  }

  function step(event: KeyboardEvent) {
    if (!onStep || isField(event.target) || event.altKey || event.ctrlKey) return
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    onStep(event.key === 'ArrowDown' ? 1 : -1)
    // What had the focus may not be part of the next record.
    body.current?.focus({ preventScroll: true })
    body.current?.parentElement?.scrollTo({ top: 0 })
  }

  return (
    <Drawer
      title={<span className="record-drawer-title">{title}</span>}
      open={open}
      onClose={close}
      onKeyDown={step}
      size={560}
      mask={false}
      extra={extra}
      footer={footer}
      destroyOnHidden
      autoFocus={false}
      focusable={{ trap: false, focusTriggerAfterClose: false }}
      afterOpenChange={(opened) => opened && body.current?.focus({ preventScroll: true })}
    >
      <div ref={body} tabIndex={-1} className="record-drawer-body">
        {children}
      </div>
    </Drawer>
  )
}

function isField(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input,textarea,select,[role=combobox],[role=grid],[role=radiogroup]') !== null
  )
}
