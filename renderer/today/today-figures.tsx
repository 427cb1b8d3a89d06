import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import type { ProblemFilter } from '#db/problem/contract.ts'
import type { RectFilter } from '#db/rectification/records.ts'
import { type DueFilter, type GroupStanding, todayContract } from '#db/today/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'

/** The list behind a number. */
type Target =
  | { to: '/today/list'; search: Partial<DueFilter> }
  | { to: '/problems'; search: Partial<ProblemFilter> }
  | { to: '/problems/rectification'; search: Partial<RectFilter> }

const LATE = ['to30', 'to60', 'to90', 'over90'] as const

/** How the group stands in five numbers, each with what it is part of, each opening its list. */
export function TodayFigures() {
  const { t } = useTranslation('today')
  const { data } = useCaseQuery(todayContract.standing, {})
  if (!data) return <div className="card today-figures" aria-hidden="true" />
  const { remind, check } = data.limits
  return (
    <section className="card today-figures" aria-label={t('figures.label')}>
      <Figure
        title={t('figures.today')}
        part={data.today}
        note={t('figures.ofAll')}
        target={{ to: '/today/list', search: { whens: ['today'] } }}
      />
      <Figure
        title={t('figures.overdue')}
        part={data.overdue}
        note={t('figures.ofAll')}
        target={{ to: '/today/list', search: { whens: ['overdue'] } }}
      />
      <Figure
        title={t('figures.unreminded', { count: remind })}
        part={data.unreminded}
        note={t('figures.ofConfirmed')}
        target={{ to: '/problems', search: { marks: ['unreminded'] } }}
      />
      <Figure
        title={t('figures.unchecked', { count: check })}
        part={data.unchecked}
        note={t('figures.ofReported')}
        target={{ to: '/problems/rectification', search: { warning: 'unchecked' } }}
      />
      <Figure
        title={t('figures.late')}
        part={data.late}
        note={t('figures.ofOpen')}
        target={{ to: '/problems/rectification', search: { lateness: [...LATE] } }}
      />
    </section>
  )
}

function Figure({
  title,
  part: { count, of },
  note,
  target,
}: {
  readonly title: string
  readonly part: GroupStanding['overdue']
  /** What the second number counts. */
  readonly note: string
  readonly target: Target
}) {
  const { t } = useTranslation('today')
  return (
    <div className="today-figure">
      <h2>{title}</h2>
      <p>
        <Link
          {...target}
          className="number-link"
          title={t('figures.opens', { title, some: count, of })}
        >
          <span className="visually-hidden">{title} </span>
          <b>{formatCount(count)}</b> / {formatCount(of)}
        </Link>
      </p>
      <p className="note">{note}</p>
    </div>
  )
}
