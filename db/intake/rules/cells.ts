import type { Code } from '#db/kernel/codes.ts'

import { nameKey } from './text.ts'

/**
 * The code that a cell stands for: the code itself, its Chinese or English word, or a word that
 * ledgers use for it. A word that stands before others, as in 县(市、区、旗), counts alone too.
 * Undefined when none fits.
 */
export function readCode(list: readonly Code[], text: string): string | undefined {
  const key = nameKey(text)
  if (key === '') return undefined
  const found =
    list.find(({ code, zh, en, synonyms = [] }) =>
      [code, zh, en, ...synonyms].some((word) => nameKey(word) === key),
    ) ?? list.find(({ zh }) => nameKey(zh).replace(/\(.*$/, '') === key)
  return found?.code
}

const ERROR_CELL = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/

/** Whether a cell holds the error of a formula instead of a value. */
export function isErrorCell(text: string): boolean {
  return text.startsWith('#') && ERROR_CELL.test(text)
}
