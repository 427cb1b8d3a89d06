import type { Code } from '#db/kernel/codes.ts'

import { nameKey } from './text.ts'

/** Codes of each list by what a cell may say; built when a list is first asked for. */
const known = new WeakMap<readonly Code[], ReadonlyMap<string, string>>()

/**
 * The code that a cell stands for: the code itself, its Chinese or English word, or a word that
 * ledgers use for it. A word that stands before others, as in 县(市、区、旗), counts alone too.
 * Undefined when none fits.
 */
export function readCode(list: readonly Code[], text: string): string | undefined {
  const codes = known.get(list) ?? codesByWord(list)
  known.set(list, codes)
  return codes.get(text) ?? codes.get(nameKey(text))
}

function codesByWord(list: readonly Code[]): ReadonlyMap<string, string> {
  const words = list.flatMap(({ code, zh, en, synonyms = [] }) =>
    [code, zh, en, ...synonyms].map((word) => [nameKey(word), code] as const),
  )
  const parts = list.map(({ code, zh }) => [nameKey(zh).replace(/\(.*$/, ''), code] as const)
  // Of two that share a word the first counts, and whole words before parts of them.
  const codes = new Map([...words, ...parts].toReversed())
  codes.delete('')
  return codes
}

const ERROR_CELL = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/

/** Whether a cell holds the error of a formula instead of a value. */
export function isErrorCell(text: string): boolean {
  return text.startsWith('#') && ERROR_CELL.test(text)
}
