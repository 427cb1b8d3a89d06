import { useEffect, useEffectEvent } from 'react'

type Steps = {
  readonly t: () => void
  readonly s: () => void
  readonly step: (by: 1 | -1) => void
}

/** T, S and ↑↓ anywhere on the page but in fields, lists and what lies over the page. */
export function usePageKeys(steps: Steps): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || takesKeys(event.target)) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const key = event.key.toLowerCase()
    if (key === 't' || key === 's') steps[key]()
    if (key !== 'arrowdown' && key !== 'arrowup') return
    event.preventDefault()
    steps.step(key === 'arrowdown' ? 1 : -1)
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}

function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable], [role=combobox], [role=dialog], [role=menu], .matrix-scroll',
    ) !== null
  )
}
