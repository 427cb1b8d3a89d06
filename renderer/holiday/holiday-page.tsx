import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { holidayContract } from '#db/holiday/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useCaseTabs } from '#renderer/shell/case-tabs.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** The days off, and days of work in their stead, that working days are counted with. */
export function HolidayPage() {
  const { t } = useTranslation('holiday')
  const days = useCaseQuery(holidayContract.list, {}).data
  const remove = useCaseCommand(holidayContract.remove)
  return (
    <Page title={t('title')} tabs={useCaseTabs()}>
      <AddDays />
      <Refusal error={remove.error} />
      {days?.length === 0 && (
        <EmptyState title={t('empty')}>
          <p className="note">{t('emptyNote')}</p>
        </EmptyState>
      )}
      {days && days.length > 0 && (
        <section className="card" aria-label={t('title')}>
          <ul>
            {days.map(({ id, date, kind, name }) => (
              <li key={id}>
                {formatDate(date, { year: true })} {t(`kind.${kind}`)} {name}{' '}
                <Button
                  size="small"
                  type="text"
                  aria-label={t('removeDay', { date: formatDate(date, { year: true }) })}
                  onClick={() => remove.mutate({ id })}
                >
                  {t('remove')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function AddDays() {
  const { t } = useTranslation('holiday')
  const [lines, setLines] = useKeptState('holiday.lines', z.string(), '')
  const add = useCaseCommand(holidayContract.add)
  function take() {
    if (!add.isPending) add.mutate({ lines }, { onSuccess: () => setLines('') })
  }
  return (
    <section className="card" aria-label={t('add')}>
      <label htmlFor="holiday-lines">{t('lines')}</label>
      <Input.TextArea
        id="holiday-lines"
        autoSize={{ minRows: 4, maxRows: 12 }}
        maxLength={20_000}
        placeholder={t('example')}
        value={lines}
        onChange={({ target }) => setLines(target.value)}
      />
      <Refusal error={add.error} />
      <Button type="primary" size="small" onClick={take}>
        {t('add')}
      </Button>
    </section>
  )
}
