import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { DueFilter, type DueItem, type DueWhen, todayContract } from '#db/today/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { dueAddress } from './due-address.ts'
import { useDueWords } from './due-words.ts'

/** Rows of each part that the page shows before it leads to the whole list. */
const SHOWN: Readonly<Record<DueWhen, number>> = { overdue: 8, today: 12, undated: 5, later: 5 }

/** One part of the day: what is overdue, due today, waits without a day, or comes. */
export function DueSection({
  when,
  whose,
}: {
  readonly when: DueWhen
  readonly whose: DueFilter['whose']
}) {
  const { t } = useTranslation('today')
  const filter = { ...DueFilter.parse({}), whose, whens: [when] }
  const { data, error } = useCaseQuery(todayContract.items, { filter, limit: SHOWN[when] })
  if (error) return <Refusal error={error} />
  if (!data || data.total === 0) return null
  const more = data.total - data.rows.length
  return (
    <section aria-labelledby={`due-${when}`} className="due-section">
      <h3 id={`due-${when}`} className="due-head">
        {t(`when.${when}`)} <span className="due-count">{formatCount(data.total)}</span>
        <span className="note">{t(`whenNote.${when}`)}</span>
      </h3>
      <ul>
        {data.rows.map((item) => (
          <DueRow key={item.id} item={item} />
        ))}
      </ul>
      {more > 0 && (
        <p className="due-more">
          {t('more', { count: more, shown: formatCount(more) })}
          <Link to="/today/list" search={{ whose, whens: [when] }} className="number-link">
            {t('moreLink')}
          </Link>
        </p>
      )}
    </section>
  )
}

function DueRow({ item }: { readonly item: DueItem }) {
  const { t } = useTranslation('today')
  const { where, about, due, who } = useDueWords()(item)
  return (
    <li className="due-row">
      <span className="due-kind">{t(`kind.${item.kind}`)}</span>
      <span className="due-where" title={where}>
        {where}
      </span>
      <span className="due-about" title={about}>
        {about}
      </span>
      <span className={item.when === 'overdue' ? 'due-day due-late' : 'due-day'}>{due}</span>
      <span className="due-who" title={who}>
        {who}
      </span>
      <Link {...dueAddress(item)} className="due-open">
        {t(`act.${item.kind}`)}
        <span className="visually-hidden">
          {where} {about}
        </span>
      </Link>
    </li>
  )
}
