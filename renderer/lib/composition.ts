import { type CompositionEvent, type KeyboardEvent, useRef } from 'react'

/** Whether a key belongs to an input method that is still choosing its characters. */
export function isComposing(event: KeyboardEvent): boolean {
  // 229 is what Chromium sends for a key that the input method has taken.
  return event.nativeEvent.isComposing || event.keyCode === 229
}

/**
 * Handlers for a search field: `onText` hears a text only when the input method has finished it.
 * Spread `handlers` on an element around the field and call `onSearch` with what is typed.
 */
export function useComposedText(onText: (text: string) => void) {
  const composing = useRef(false)
  return {
    handlers: {
      onCompositionStart: () => {
        composing.current = true
      },
      onCompositionEnd: (event: CompositionEvent<HTMLElement>) => {
        composing.current = false
        if (event.target instanceof HTMLInputElement) onText(event.target.value)
      },
    },
    onSearch: (text: string) => {
      if (!composing.current) onText(text)
    },
  }
}
