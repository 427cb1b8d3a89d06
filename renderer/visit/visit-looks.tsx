import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

import { methods, natures } from '#db/kernel/codes.ts'
import type { Exposure } from '#db/visit/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { TypeName } from '#renderer/problem/type-select.tsx'

import { countResults } from './looks.ts'
import { ResultMark } from './result-mark.tsx'

/** What was looked for on a visit, with which result, and the problems that were found. */
export function VisitLooks({
  items,
  unitId,
}: {
  readonly items: readonly Exposure[]
  readonly unitId: string
}) {
  const { t } = useTranslation('visit')
  const { found, notFound, couldNotLook } = countResults(
    items.map((item) => ({ ...item, key: item.id })),
  )
  return (
    <section className="visit-looks" aria-label={t('looks.title')}>
      <h2 className="card-title">{t('looks.title')}</h2>
      <p className="note">
        {t('looks.counts', { all: items.length, found, notFound, couldNotLook })}
      </p>
      <ul>
        {items.map((item) => (
          <Look key={item.id} item={item} elsewhere={item.unitId !== unitId} />
        ))}
      </ul>
    </section>
  )
}

function Look({ item, elsewhere }: { readonly item: Exposure; readonly elsewhere: boolean }) {
  const { t } = useTranslation('visit')
  const word = useCodeWord()
  const about = [
    word(methods, item.method),
    word(natures, item.nature),
    ...(elsewhere ? [item.unitName] : []),
    ...(item.looked === null ? [] : [lookedWords(item, t)]),
  ]
  return (
    <li className="visit-look">
      <div className="visit-look-head">
        <TypeName id={item.problemType} />
        <ResultMark result={item.result} />
      </div>
      <p className="note">
        {about.join(' · ')}
        {item.result === 'found' && <FoundLink item={item} />}
      </p>
      {item.note !== '' && <p>{item.note}</p>}
    </li>
  )
}

function lookedWords(item: Exposure, t: TFunction<'visit'>): string {
  return item.foundCount === null
    ? t('looks.looked', { looked: item.looked })
    : t('looks.lookedFound', { looked: item.looked, found: item.foundCount })
}

function FoundLink({ item }: { readonly item: Exposure }) {
  const { t } = useTranslation('visit')
  if (item.problemId === null) return <> · {t('looks.noProblem')}</>
  return (
    <>
      {' · '}
      <Link to="/problems" search={{ open: item.problemId }} className="number-link">
        {t('looks.problem')}
      </Link>
    </>
  )
}
