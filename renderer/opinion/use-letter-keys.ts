import { useEffect, useEffectEvent } from 'react'

/** Where a letter is written and asks for nothing. */
const WRITTEN_IN = 'input:not([type=radio],[type=checkbox]),textarea'

/**
 * Hears single keys anywhere but in a field, except those that an input method has taken. `other`
 * hears every letter that `keys` does not name, before the letter is typed anywhere.
 */
export function useLetterKeys(
  keys: Readonly<Record<string, (() => void) | undefined>>,
  other: () => void,
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    // 229 is what Chromium sends for a key that the input method has taken.
    if (event.isComposing || event.keyCode === 229) return
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target instanceof HTMLElement && event.target.closest(WRITTEN_IN)) return
    const key = event.key.toLowerCase()
    const step = keys[key]
    if (step) {
      event.preventDefault()
      step()
    } else if (/^[a-z]$/.test(key)) other()
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}
