import type { Code } from '#db/kernel/codes.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

export type CodeOption<C extends string> = { readonly value: C; readonly label: string }

/** A closed list as choices in the language on screen. */
export function useCodeOptions<const L extends readonly Code[]>(
  list: L,
): CodeOption<L[number]['code']>[] {
  const word = useCodeWord()
  return list.map(({ code }) => ({ value: code, label: word(list, code) }))
}
