import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { explainReason } from '#renderer/lib/words.ts'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

import { fieldId, focusField, type Gap, nextGap } from './field.tsx'
import { usePageKeys } from './use-page-keys.ts'

/** What keeps a form from being saved: each item leads to its field, F8 to the next. */
export function GapPanel({
  form,
  title,
  gaps,
}: {
  readonly form: string
  readonly title: string
  readonly gaps: readonly Gap[]
}) {
  const { t } = useTranslation('visit')
  const last = useRef<string>(undefined)
  const fields = gaps.map(({ field }) => field)

  function go(step: 1 | -1) {
    const field = nextGap(fields, last.current, step)
    if (field === undefined) return
    last.current = field
    focusField(fieldId(form, field))
  }

  usePageKeys({ f8: () => go(1), 'shift+f8': () => go(-1) })
  if (gaps.length === 0) return null
  return (
    <div className="refusal gap-panel" role="status">
      <div className="refusal-head">
        <span className="refusal-mark">
          <RefusalSign />
          {t('common:refusal.mark')}
        </span>
        <span>{t('gaps.lacking', { step: title, count: gaps.length })}</span>
        <kbd className="key-cap">F8</kbd>
      </div>
      <ul className="refusal-list">
        {gaps.map((gap) => (
          <li key={`${gap.field} ${gap.code}`}>
            <button
              type="button"
              className="number-link"
              onClick={() => focusField(fieldId(form, gap.field))}
            >
              {explainReason(gap)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
