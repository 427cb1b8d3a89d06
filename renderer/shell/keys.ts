/** The part of a keyboard event that decides which step of the shell it asks for. */
export type Stroke = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export type ShellStep =
  | { readonly step: 'search' | 'lock' | 'keys' | 'undo' }
  | { readonly step: 'go'; readonly digit: string }

/**
 * The step of the shell that a stroke asks for, or undefined. Digits are read from the key's place,
 * since Alt with a digit types other characters on some layouts.
 */
export function shellStepOf(stroke: Stroke): ShellStep | undefined {
  const control = (stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && !stroke.shiftKey
  if (control) {
    const key = stroke.key.toLowerCase()
    if (key === 'k') return { step: 'search' }
    if (key === 'l') return { step: 'lock' }
    if (key === 'z') return { step: 'undo' }
    return key === '/' ? { step: 'keys' } : undefined
  }
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(stroke.code)?.[1]
  const plainAlt = stroke.altKey && !stroke.ctrlKey && !stroke.metaKey && !stroke.shiftKey
  return plainAlt && digit !== undefined ? { step: 'go', digit } : undefined
}
