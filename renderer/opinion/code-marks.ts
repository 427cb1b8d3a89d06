import { intents } from '#db/kernel/opinion-codes.ts'
import type { OpinionRecord } from '#db/opinion/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { useProblemTypes } from '#renderer/problem/problem-types.ts'

import type { Mark } from './marked-words.tsx'

/** The codes that lie on parts of an opinion, named by the code of their type, or its name. */
export function useCodeMarks({ codeList }: OpinionRecord): readonly Mark[] {
  const word = useCodeWord()
  const { codeOf, nameOf } = useProblemTypes()
  return codeList.flatMap(({ fromChar, toChar, problemType, intent }) => {
    if (fromChar === null || toChar === null) return []
    const label =
      problemType === null ? word(intents, intent) : codeOf(problemType) || nameOf(problemType)
    return [{ fromChar, toChar, label }]
  })
}
