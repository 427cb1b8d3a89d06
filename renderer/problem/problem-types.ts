import { useTranslation } from 'react-i18next'

import { problemContract, type ProblemType } from '#db/problem/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'

/** A text as it is sought: widths and cases made equal. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Whether a type is meant by what was typed: code, name in either language, brief or initials. */
export function typeMatches(type: ProblemType, text: string): boolean {
  const sought = plain(text.trim())
  const code = type.scheme === 'own' ? '' : type.id
  return [code, type.name, type.nameEn, type.brief, type.initials].some((each) =>
    plain(each).includes(sought),
  )
}

/** The types of problems of the open case with their words in the language on screen. */
export function useProblemTypes() {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en'
  const types = useCaseQuery(problemContract.types, {}).data ?? []
  const wordOf = (type: ProblemType) => (english && type.nameEn !== '' ? type.nameEn : type.name)
  return {
    types,
    /** The official name; the id itself while the list is on its way. */
    nameOf: (id: string): string => {
      const type = types.find((each) => each.id === id)
      return type ? wordOf(type) : id
    },
    /** T01–T21 and F1–F4 are known by their codes; types of the group have none. */
    codeOf: (id: string): string =>
      types.find((each) => each.id === id)?.scheme === 'own' ? '' : id,
    windOf: (id: string) => types.find((each) => each.id === id)?.wind ?? null,
  }
}
