import { getRouteApi } from '@tanstack/react-router'
import type { InputRef } from 'antd'
import { type ReactNode, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { opinionContract, OpinionFilter, type OpinionRow } from '#db/opinion/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { LookButton } from '#renderer/records/look-button.tsx'
import { useListLook } from '#renderer/records/use-list-look.ts'
import { ListActions } from '#renderer/records/list-actions.tsx'
import { useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { CoverageButton } from './coverage-panel.tsx'
import { OpinionChips } from './opinion-chips.tsx'
import { OpinionSort, useOpinionColumns } from './opinion-columns.tsx'
import { OpinionDrawer } from './opinion-drawer.tsx'
import { useOpinionWorkbook } from './opinion-workbook.ts'
import { useVoiceTabs } from './voice-tabs.ts'

const route = getRouteApi('/case/voices')

const Sorting = z.object({ by: OpinionSort, descending: z.boolean() })

/** All opinions of the question in the query bar; of a line of corrections the newest. */
export function OpinionList() {
  const { t } = useTranslation('opinion')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = OpinionFilter.strip().parse(search)
  const initial = { by: 'heardOn', descending: true } as const
  const put = (change: Partial<OpinionFilter>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const look = useListLook({
    list: 'opinion',
    filterSchema: OpinionFilter,
    sortingSchema: Sorting,
    filter,
    initialSorting: initial,
    onFilter: put,
  })
  const { sorting } = look
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<OpinionRow>(opinionContract.list, question)
  const textField = useRef<InputRef>(null)
  const columns = useOpinionColumns(false)
  const open = (id: string | undefined) =>
    void navigate({ search: ({ open: _open, ...rest }) => (id ? { ...rest, open: id } : rest) })

  return (
    <Page
      title={t('title')}
      tabs={useVoiceTabs()}
      filters={<OpinionChips filter={filter} textField={textField} onChange={put} />}
      actions={
        <OpinionActions question={question} total={pages.total} textField={textField}>
          <LookButton look={look} />
          <CoverageButton unitId={filter.unitId} period={filter.period} />
        </OpinionActions>
      }
    >
      <Refusal error={pages.error} />
      {pages.total === 0 && <NoOpinions />}
      {pages.total !== undefined && pages.total > 0 && (
        <RecordTable
          label={t('list')}
          count={t('count', { count: pages.total, shown: formatCount(pages.total) })}
          className="opinion-grid"
          columns={columns}
          pages={pages}
          sorting={sorting}
          onSort={look.setSorting}
          openId={search.open}
          onOpen={open}
        />
      )}
      <OpinionDrawer id={search.open} onClose={() => open(undefined)} />
    </Page>
  )
}

function OpinionActions({
  children,
  ...list
}: {
  readonly question: object
  readonly total: number | undefined
  readonly textField: RefObject<InputRef | null>
  readonly children: ReactNode
}) {
  const { t } = useTranslation('opinion')
  const navigate = route.useNavigate()
  const begin = () => void navigate({ search: (now) => ({ ...now, form: 'new' }) })
  return (
    <ListActions
      title={t('list')}
      columns={useOpinionColumns(true)}
      entry={opinionContract.list}
      toWorkbook={useOpinionWorkbook()}
      begin={{ label: t('new'), onBegin: begin }}
      {...list}
    >
      {children}
    </ListActions>
  )
}

function NoOpinions() {
  const { t } = useTranslation('opinion')
  return (
    <EmptyState title={t('empty.title')}>
      <p className="note">{t('empty.note')}</p>
    </EmptyState>
  )
}
