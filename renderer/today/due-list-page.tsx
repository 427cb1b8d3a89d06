import './today.css'

import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { DueFilter, type DueItem, DueKind, DueWhen, todayContract } from '#db/today/contract.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { formatCount, formatDate } from '#renderer/lib/format.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { ChoiceChip, FilterChip } from '#renderer/records/filter-chip.tsx'
import { ListActions } from '#renderer/records/list-actions.tsx'
import { useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { Segments } from '#renderer/records/segments.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { dueAddress } from './due-address.ts'
import { DueSort, useDueColumns } from './due-columns.tsx'
import { useDueWorkbook } from './due-workbook.ts'
import { useTodayTabs } from './today-tabs.ts'

const route = getRouteApi('/case/today/list')
const DueSorting = z.object({ by: DueSort, descending: z.boolean() })

/** All that there is to do, by question; Enter opens the record. */
export function DueListPage() {
  const { t } = useTranslation('today')
  const filter = DueFilter.strip().parse(route.useSearch())
  const navigate = useNavigate()
  const [sorting, setSorting] = useKeptState('due.sorting', DueSorting, {
    by: 'dueOn',
    descending: false,
  })
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<DueItem>(todayContract.items, question)
  const columns = useDueColumns()
  const toWorkbook = useDueWorkbook()
  function open(id: string | undefined) {
    const row = pages.rowAt(pages.find((each) => each.id === id))
    if (row) void navigate(dueAddress(row))
  }
  return (
    <Page
      title={t('list')}
      tabs={useTodayTabs()}
      filters={<DueChips filter={filter} />}
      actions={
        <ListActions
          title={t('list')}
          columns={columns}
          entry={todayContract.items}
          question={question}
          total={pages.total}
          toWorkbook={toWorkbook}
        />
      }
    >
      <Refusal error={pages.error} />
      {pages.total === 0 && (
        <EmptyState title={t('empty.list')}>
          <p className="note">{t('empty.listNote')}</p>
        </EmptyState>
      )}
      {pages.total !== undefined && pages.total > 0 && (
        <RecordTable
          label={t('list')}
          count={t('count', { count: pages.total, shown: formatCount(pages.total) })}
          className="due-grid"
          columns={columns}
          pages={pages}
          sorting={sorting}
          onSort={setSorting}
          openId={undefined}
          onOpen={open}
        />
      )}
    </Page>
  )
}

/** The question of the list, part by part. */
function DueChips({ filter: { whose, whens, kinds, on } }: { readonly filter: DueFilter }) {
  const { t } = useTranslation('today')
  const navigate = route.useNavigate()
  const put = (change: Partial<DueFilter>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  return (
    <>
      <Segments
        id="due-whose"
        label={t('whose.label')}
        value={whose}
        options={[
          { value: 'mine', label: t('whose.mine') },
          { value: 'all', label: t('whose.all') },
        ]}
        onChange={(chosen) => put({ whose: chosen })}
      />
      <ChoiceChip
        name={t('chip.when')}
        options={DueWhen.options.map((value) => ({ value, label: t(`when.${value}`) }))}
        value={whens}
        onChange={(chosen) => put({ whens: chosen })}
      />
      <ChoiceChip
        name={t('column.kind')}
        options={DueKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kinds}
        onChange={(chosen) => put({ kinds: chosen })}
      />
      <FilterChip
        name={t('column.dueOn')}
        value={on === null ? null : formatDate(on, { year: true })}
        onClear={() => put({ on: null })}
      >
        <CivilDateInput
          aria-label={t('column.dueOn')}
          value={on ?? ''}
          onChange={(date) => put({ on: date ?? null })}
        />
      </FilterChip>
    </>
  )
}
