import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { type Draft, draftContract } from '#db/draft/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { formOfDraft } from '#renderer/records/draft-words.ts'

type Place = '/rounds/visits' | '/problems' | '/voices' | '/rounds' | '/group/defects'

/** Where each form stands; drafts that are no forms are missing. */
const FORMS: Readonly<Partial<Record<Draft['form'], Place>>> = {
  visit: '/rounds/visits',
  problem: '/problems',
  opinion: '/voices',
  round: '/rounds',
  defect: '/group/defects',
}

/** What was begun on this device and not saved, newest first. */
export function DraftsCard() {
  const { t } = useTranslation('today')
  const { data } = useCaseQuery(draftContract.list, {})
  const begun = (data ?? []).flatMap((draft) => {
    const to = FORMS[draft.form]
    return to === undefined ? [] : [{ ...draft, to }]
  })
  if (begun.length === 0) return null
  return (
    <section className="card" aria-label={t('drafts.title', { count: begun.length })}>
      <h2 className="card-title">{t('drafts.title', { count: begun.length })}</h2>
      <p className="note">{t('drafts.note')}</p>
      <ul className="today-drafts">
        {begun.map(({ form, subject, title, savedAt, to }) => (
          <li key={`${form} ${subject}`}>
            <Link to={to} search={() => ({ ...formOfDraft(subject) })}>
              {title === '' ? t('drafts.untitled') : title}
            </Link>{' '}
            <span className="note">{formatDateTime(savedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
