import './rectification.css'

import { getRouteApi, Link } from '@tanstack/react-router'
import type { InputRef } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { rectificationContract } from '#db/rectification/contract.ts'
import { RectFilter, type RectRow } from '#db/rectification/records.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { LookButton } from '#renderer/records/look-button.tsx'
import { useListLook } from '#renderer/records/use-list-look.ts'
import { ListActions } from '#renderer/records/list-actions.tsx'
import { type RecordPages, useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { RecordDrawer } from '#renderer/ui/record-drawer.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { RectChips } from './rect-chips.tsx'
import { RectSort, useRectColumns } from './rect-columns.tsx'
import { RectSection } from './rect-section.tsx'
import { useProblemTabs } from '#renderer/problem/problem-tabs.ts'
import { useRectWorkbook } from './rect-workbook.ts'

const route = getRouteApi('/case/problems/rectification')
const RectSorting = z.object({ by: RectSort, descending: z.boolean() })

/** All items of the question: what is owed, what is late, what only looks done. */
export function RectPage() {
  const { t } = useTranslation('rectification')
  const search = route.useSearch()
  const filter = RectFilter.strip().parse(search)
  const put = usePut()
  const look = useListLook({
    list: 'rectification',
    filterSchema: RectFilter,
    sortingSchema: RectSorting,
    filter,
    initialSorting: { by: 'due', descending: false },
    onFilter: put,
  })
  const { sorting } = look
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<RectRow>(rectificationContract.list, question)
  const textField = useRef<InputRef>(null)
  const columns = useRectColumns()
  const toWorkbook = useRectWorkbook()
  const { open, walk } = useOpenItem(pages)

  return (
    <Page
      title={t('title')}
      tabs={useProblemTabs()}
      filters={<RectChips filter={filter} textField={textField} onChange={put} />}
      actions={
        <ListActions
          title={t('list')}
          columns={columns}
          entry={rectificationContract.list}
          question={question}
          total={pages.total}
          toWorkbook={toWorkbook}
          textField={textField}
        >
          <LookButton look={look} />
        </ListActions>
      }
    >
      <Refusal error={pages.error} />
      {pages.total === 0 && <NoItems />}
      {pages.total !== undefined && pages.total > 0 && (
        <RecordTable
          label={t('list')}
          count={t('count', { count: pages.total, shown: formatCount(pages.total) })}
          className="rect-grid"
          columns={columns}
          pages={pages}
          sorting={sorting}
          onSort={look.setSorting}
          openId={search.open}
          onOpen={open}
        />
      )}
      <ItemDrawer id={search.open} onClose={() => open(undefined)} onStep={walk} />
    </Page>
  )
}

/** Puts a part of the question into the address. */
function usePut(): (change: Partial<RectFilter>) => void {
  const navigate = route.useNavigate()
  return (change) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
}

/** Opens an item beside the list, and goes on from it to the next or the one before. */
function useOpenItem(pages: RecordPages<RectRow>) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  function open(id: string | undefined, replace = false) {
    void navigate({
      search: ({ open: _open, ...rest }) => (id ? { ...rest, open: id } : rest),
      replace,
    })
  }
  function walk(step: 1 | -1) {
    const at = pages.find(({ id }) => id === search.open)
    const next = at < 0 ? undefined : pages.rowAt(at + step)
    if (next) open(next.id, true)
  }
  return { open, walk }
}

function ItemDrawer({
  id,
  ...drawer
}: {
  readonly id: string | undefined
  readonly onClose: () => void
  readonly onStep: (step: 1 | -1) => void
}) {
  const { t } = useTranslation('rectification')
  const { data: item, error } = useCaseQuery(
    rectificationContract.one,
    { id: id ?? '' },
    { enabled: id !== undefined, keepPrevious: false },
  )
  return (
    <RecordDrawer
      {...drawer}
      title={item ? t('drawer.title', { no: item.problemNo, unit: item.unitName }) : t('title')}
      open={id !== undefined}
    >
      <Refusal error={error} />
      {item && (
        <>
          <p>{item.problem}</p>
          <Link to="/problems" search={{ open: item.problemId }} className="number-link">
            {t('drawer.problem')}
          </Link>
          <RectSection problemId={item.problemId} unitId={item.unitId} />
        </>
      )}
    </RecordDrawer>
  )
}

function NoItems() {
  const { t } = useTranslation('rectification')
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <>
          <Link to="/problems/rectification" search={{}}>
            {t('empty.all')}
          </Link>
          <Link to="/problems" search={{ states: ['reminded'] }}>
            {t('empty.problems')}
          </Link>
        </>
      }
    >
      <p className="note">{t('empty.note')}</p>
    </EmptyState>
  )
}
