import { useEffect, useEffectEvent } from 'react'

import { isTyping } from '#renderer/lib/typing.ts'

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

/** Keys that move the caret where somebody types. */
const MOVES: ReadonlySet<string> = new Set([
  'arrowup',
  'arrowdown',
  'arrowleft',
  'arrowright',
  'pageup',
  'pagedown',
  'home',
  'end',
])

/**
 * Hears keys wherever the focus is, except those that an input method has taken and those that move
 * the caret in a field.
 */
export function usePageKeys(keys: PageKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    // 229 is what Chromium sends for a key that the input method has taken.
    if (event.isComposing || event.keyCode === 229) return
    const name = strokeName(event)
    const step = keys[name]
    if (!step || (MOVES.has(name) && isTyping(event.target))) return
    event.preventDefault()
    step()
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}
