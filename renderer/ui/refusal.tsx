import { useTranslation } from 'react-i18next'

import { explain } from '#renderer/lib/words.ts'

/** A solid octagon: the shape that stands for "not possible" wherever it appears. */
export function RefusalSign({ size = 14 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" className="refusal-sign">
      <path d="M3.6.5h4.8l3.1 3.1v4.8l-3.1 3.1H3.6L.5 8.4V3.6z" fill="currentColor" />
      <path d="M3 6h6" stroke="var(--refusal-bar, #9b1c1c)" strokeWidth="1.8" />
    </svg>
  )
}

/** What stands in the way of a step, in words. Draws nothing when there is no error. */
export function Refusal({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('common')
  if (error === null || error === undefined) return null
  const [first, ...others] = explain(error)
  return (
    <div className="refusal" role="alert">
      <div className="refusal-head">
        <span className="refusal-mark">
          <RefusalSign />
          {t('refusal.mark')}
        </span>
        <span>{first}</span>
      </div>
      {others.length > 0 && (
        <ul className="refusal-list">
          {others.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
