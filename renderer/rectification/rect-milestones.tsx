import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { RectItem } from '#db/rectification/records.ts'
import { formatDate } from '#renderer/lib/format.ts'

import { ActionForm } from './action-form.tsx'
import { reachAction } from './rect-actions.ts'

/** The steps of an item and the day on which each was reached, which is written here. */
export function ItemMilestones({ item }: { readonly item: RectItem }) {
  const { t } = useTranslation('rectification')
  const [asked, setAsked] = useState<string>()
  if (item.milestones.length === 0) return null
  const ended = item.state === 'cancelled' || item.state === 'done'
  const on = (date: string) => formatDate(date, { year: true })
  return (
    <ul className="rect-lines" aria-label={t('field.milestones')}>
      {item.milestones.map(({ id, dueOn, aim, reachedOn }) => (
        <li key={id}>
          {t('item.milestone', { on: on(dueOn), aim })}{' '}
          {reachedOn !== null && t('item.reached', { on: on(reachedOn) })}
          {reachedOn === null && !ended && (
            <Button
              size="small"
              aria-expanded={asked === id}
              onClick={() => setAsked(asked === id ? undefined : id)}
            >
              {t('action.reach')}
            </Button>
          )}
          {asked === id && reachedOn === null && (
            <ActionForm
              action={reachAction}
              subject={{ milestoneId: id }}
              unitId={item.unitId}
              onDone={() => setAsked(undefined)}
              onCancel={() => setAsked(undefined)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
