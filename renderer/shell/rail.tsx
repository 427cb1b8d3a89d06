import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import type { CaseSummary } from '#db/casefile/contract.ts'

import { railEntries } from './navigation.tsx'

/** The rail at the left: the case, and the entries with their Alt digits. */
export function Rail({ summary }: { readonly summary: CaseSummary | undefined }) {
  const { t } = useTranslation('shell')
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <div className="rail-case">
        <b>{summary?.title ?? ''}</b>
        {summary?.practice === true && <span className="practice-mark">{t('practice.mark')}</span>}
        <span className="note">{summary?.groupName ?? ''}</span>
      </div>
      {railEntries.map(({ key, to, area, word, icon }) => (
        <Link
          key={key}
          to={to}
          className={word === 'case' ? 'rail-entry rail-entry-last' : 'rail-entry'}
          aria-current={area === areaOf(path) ? 'page' : undefined}
          aria-keyshortcuts={`Alt+${key}`}
          title={t('rail.hint', { key })}
        >
          {icon}
          <span>{t(`rail.${word}`)}</span>
          <span className="rail-digit" aria-hidden="true">
            {key}
          </span>
        </Link>
      ))}
    </nav>
  )
}

/** The area of an address: the longest that it begins with. */
function areaOf(path: string): string | undefined {
  return railEntries
    .flatMap(({ area, alsoArea = area }) => [
      { area, begins: area },
      { area, begins: alsoArea },
    ])
    .filter(({ begins }) => path.startsWith(begins))
    .toSorted((one, other) => other.begins.length - one.begins.length)[0]?.area
}
