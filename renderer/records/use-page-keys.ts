import { useEffect, useEffectEvent } from 'react'

/** The keys of a page by their names, as `ctrl+n`, `f8` or `shift+f8`. */
export type PageKeys = Readonly<Record<string, (() => void) | undefined>>

/** The name of a stroke as PageKeys writes it. */
export function strokeName(
  stroke: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const control = stroke.ctrlKey || stroke.metaKey ? 'ctrl+' : ''
  const alt = stroke.altKey ? 'alt+' : ''
  const shift = stroke.shiftKey ? 'shift+' : ''
  return `${control}${alt}${shift}${stroke.key.toLowerCase()}`
}

/** Hears keys wherever the focus is, except those that an input method has taken. */
export function usePageKeys(keys: PageKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    // 229 is what Chromium sends for a key that the input method has taken.
    if (event.isComposing || event.keyCode === 229) return
    const step = keys[strokeName(event)]
    if (!step) return
    event.preventDefault()
    step()
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}
