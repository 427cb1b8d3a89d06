import type { Code } from '#db/kernel/codes.ts'

import { nameKey } from './text.ts'

/**
 * The code that a cell stands for: the code itself, its Chinese or English word, or a word that
 * ledgers use for it. Undefined when none fits.
 */
export function readCode(list: readonly Code[], text: string): string | undefined {
  const key = nameKey(text)
  return list.find(({ code, zh, en, synonyms }) =>
    [code, zh, en, ...(synonyms ?? [])].some((word) => nameKey(word) === key),
  )?.code
}
