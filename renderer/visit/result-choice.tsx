import { type KeyboardEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'

import { results } from '#db/kernel/codes.ts'
import type { Result } from '#db/visit/contract.ts'
import { isComposing } from '#renderer/lib/composition.ts'

import { resultOfKey } from './looks.ts'
import { ResultMark } from './result-mark.tsx'

/** The three outcomes of a look; 1 2 3 state one while the focus is here. */
export function ResultChoice({
  id,
  value,
  onChange,
}: {
  readonly id: string
  readonly value: Result | null
  readonly onChange: (result: Result) => void
}) {
  const { t } = useTranslation('visit')
  const name = useId()

  function press(event: KeyboardEvent) {
    if (isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return
    const result = resultOfKey(event.key)
    if (result === null) return
    event.preventDefault()
    onChange(result)
  }

  return (
    <div
      id={id}
      role="radiogroup"
      tabIndex={-1}
      aria-label={t('looks.result')}
      className="result-choice"
      onKeyDown={press}
    >
      {results.map(({ code }, at) => (
        <label key={code} className="result-option">
          <input
            type="radio"
            name={name}
            checked={code === value}
            onChange={() => onChange(code)}
          />
          <kbd className="key-cap" aria-hidden="true">
            {at + 1}
          </kbd>
          <ResultMark result={code} />
        </label>
      ))}
    </div>
  )
}
