import type { TFunction } from 'i18next'
import type { z } from 'zod'

import type { Code } from '#db/kernel/codes.ts'
import type { prevalenceContract } from '#db/prevalence/contract.ts'
import type { ProblemType } from '#db/problem/contract.ts'

export type PrevalenceAnswer = z.output<typeof prevalenceContract.byType.output>

/** All that is needed to put an answer of the analysis into words of one language. */
export type Speaker = {
  readonly t: TFunction<'prevalence'>
  readonly english: boolean
  readonly word: (list: readonly Code[], code: string) => string
  readonly typeName: (id: string) => string
  /** A few characters for the head of a column; the code where the language has no short name. */
  readonly typeBrief: (id: string) => string
  /** The official number of the type; empty for a type of the group's own. */
  readonly typeCode: (id: string) => string
}

/** Gathers the words of one language with the names of the problem types of the case. */
export function speakerOf(
  t: TFunction<'prevalence'>,
  language: string,
  types: readonly ProblemType[],
): Speaker {
  const byId = new Map(types.map((type) => [type.id, type]))
  const english = language === 'en'
  const codeOf = (id: string) => (byId.get(id)?.scheme === 'own' ? '' : id)
  const nameOf = (id: string) => {
    const type = byId.get(id)
    return (english ? type?.nameEn : type?.name) || type?.name || id
  }
  return {
    t,
    english,
    word: (list, code) => {
      const found = list.find((each) => each.code === code)
      return (english ? found?.en : found?.zh) ?? code
    },
    typeName: nameOf,
    typeBrief: (id) => (english ? codeOf(id) || nameOf(id) : (byId.get(id)?.brief ?? id)),
    typeCode: codeOf,
  }
}
