import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { methods, natures, notices } from '#db/kernel/codes.ts'
import { type Exposure, visitContract } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'
import { ResultMark } from '#renderer/visit/result-mark.tsx'
import { useSpanWords } from '#renderer/visit/span-words.ts'

import type { ProblemRecord } from './problem-form-model.ts'
import { TypeName } from './type-select.tsx'

type Visit = z.output<typeof visitContract.one.output>

/** The visit and the look that a problem comes from, and what that visit still waits for. */
export function ProblemOrigin({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const { visitId, exposureId } = problem
  const { data: visit, error } = useCaseQuery(
    visitContract.one,
    { id: visitId ?? '' },
    { enabled: visitId !== null, keepPrevious: false },
  )
  const look = visit?.items.find(({ id }) => id === exposureId)
  return (
    <section className="problem-origin" aria-label={t('origin.title')}>
      <h2 className="card-title">{t('origin.title')}</h2>
      {visitId === null && <p className="note">{t('origin.none')}</p>}
      <Refusal error={error} />
      {visit && <VisitLine visit={visit} />}
      {look && <LookLine look={look} />}
      {visit && <OpenFinds visit={visit} />}
    </section>
  )
}

function VisitLine({ visit }: { readonly visit: Visit }) {
  const word = useCodeWord()
  const span = useSpanWords()
  return (
    <p>
      <Link to="/rounds/visits" search={{ open: visit.id }} className="number-link">
        {span(visit.startedOn, visit.endedOn)} {visit.unitName}
      </Link>{' '}
      <span className="note">
        {word(methods, visit.method)} · {word(notices, visit.notice)}
      </span>
    </p>
  )
}

function LookLine({ look }: { readonly look: Exposure }) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const { looked, foundCount: found } = look
  return (
    <div className="problem-look">
      <TypeName id={look.problemType} />
      <ResultMark result={look.result} />
      <span className="note">
        {word(methods, look.method)} · {word(natures, look.nature)}
        {looked !== null && found !== null && ` · ${t('origin.counts', { looked, found })}`}
      </span>
      {look.note !== '' && <p>{look.note}</p>}
    </div>
  )
}

/** Finds of the same visit that have no problem yet, each as the start of one (INV-24). */
function OpenFinds({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('problem')
  const bare = visit.items.filter(
    ({ result, problemId }) => result === 'found' && problemId === null,
  )
  if (bare.length === 0) return null
  return (
    <div className="problem-open-finds">
      <p>{t('origin.open', { count: bare.length })}</p>
      <ul>
        {bare.map(({ id, problemType }) => (
          <li key={id}>
            <TypeName id={problemType} />{' '}
            <Link
              to="/problems"
              search={{ form: 'new', visitId: visit.id, exposureId: id }}
              className="number-link"
            >
              {t('origin.write')}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
