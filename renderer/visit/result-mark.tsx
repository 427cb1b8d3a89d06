import { useTranslation } from 'react-i18next'

import { results } from '#db/kernel/codes.ts'
import type { Result } from '#db/visit/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

/** The outcome of a look: shape, colour and word together. Null: not stated yet. */
export function ResultMark({ result }: { readonly result: Result | null }) {
  const { t } = useTranslation('visit')
  const word = useCodeWord()
  return (
    <span className={`result-mark result-${result ?? 'open'}`}>
      <span aria-hidden="true" className="result-shape" />
      {result === null ? t('result.open') : word(results, result)}
    </span>
  )
}
