import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { winds } from '#db/kernel/codes.ts'
import { intents } from '#db/kernel/opinion-codes.ts'
import type { OpinionRecord } from '#db/opinion/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { TypeName } from '#renderer/problem/type-select.tsx'

/** The codes that lie on an opinion, each with the words that it speaks of. */
export function CodeList({
  opinion,
  onRemove,
}: {
  readonly opinion: OpinionRecord
  readonly onRemove: (id: string) => void
}) {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  const chars = Array.from(opinion.verbatim)
  if (opinion.codeList.length === 0) return <p className="note">{t('codes.none')}</p>
  return (
    <ul className="code-list">
      {opinion.codeList.map(({ id, fromChar, toChar, problemType, wind, intent, strong }) => (
        <li key={id}>
          <span>
            {problemType !== null && <TypeName id={problemType} />} {word(intents, intent)}
            {wind !== null && ` · ${word(winds, wind)}`}
            {strong && <b> · {t('codes.strong')}</b>}
          </span>
          {fromChar === null || toChar === null ? (
            <span className="note">{t('codes.all')}</span>
          ) : (
            <q className="quotation">{chars.slice(fromChar, toChar).join('')}</q>
          )}
          <Button size="small" onClick={() => onRemove(id)}>
            {t('codes.remove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
