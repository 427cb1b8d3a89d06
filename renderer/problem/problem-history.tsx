import { useTranslation } from 'react-i18next'

import { formatDateTime } from '#renderer/lib/format.ts'

import type { ProblemRecord } from './problem-form-model.ts'

/** Every step the problem took: when, by whom, on what basis. It is never changed afterwards. */
export function ProblemHistory({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  return (
    <section className="problem-history" aria-label={t('history.title')}>
      <h2 className="card-title">{t('history.title')}</h2>
      {problem.history.length === 0 && <p className="note">{t('history.none')}</p>}
      <ol>
        {problem.history.map(({ fromState, toState, basis, at, by }) => (
          <li key={`${at} ${toState}`}>
            <span className="note history-time">{formatDateTime(at)}</span>
            <span>
              {by} {t(fromState === null ? 'history.entered' : `history.${toState}`)}
              {basis !== '' && <span className="history-basis">{basis}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
