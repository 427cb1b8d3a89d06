import { getRouteApi, Link } from '@tanstack/react-router'
import type { InputRef } from 'antd'
import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { visitContract, VisitFilter, type VisitRow } from '#db/visit/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { OpenDraft } from '#renderer/records/draft-strip.tsx'
import { ListActions } from '#renderer/records/list-actions.tsx'
import { LookButton } from '#renderer/records/look-button.tsx'
import type { Sorting } from '#renderer/records/record-grid-head.tsx'
import { type RecordPages, useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { type ListLook, useListLook } from '#renderer/records/use-list-look.ts'
import { useRoundTabs } from '#renderer/round/round-tabs.ts'
import { VisitChips } from './visit-chips.tsx'
import { useVisitColumns, VisitSort } from './visit-columns.tsx'
import { VisitDrawer } from './visit-drawer.tsx'
import { useVisitWorkbook } from './visit-workbook.ts'

const route = getRouteApi('/case/rounds/visits')

const VisitSorting = z.object({ by: VisitSort, descending: z.boolean() })

/** All visits of the question in the query bar, with the opened one beside them. */
export function VisitList() {
  const { t } = useTranslation('visit')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = VisitFilter.strip().parse(search)
  const put = (change: Partial<VisitFilter>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const look = useListLook({
    list: 'visit',
    filterSchema: VisitFilter,
    sortingSchema: VisitSorting,
    filter,
    initialSorting: { by: 'startedOn', descending: true },
    onFilter: put,
  })
  const { sorting } = look
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<VisitRow>(visitContract.list, question)
  const textField = useRef<InputRef>(null)

  function open(id: string | undefined, replace = false) {
    void navigate({
      search: ({ open: _open, ...rest }) => (id ? { ...rest, open: id } : rest),
      replace,
    })
  }

  return (
    <Page
      title={t('title')}
      tabs={useRoundTabs()}
      filters={<VisitChips filter={filter} textField={textField} onChange={put} />}
      actions={
        <VisitActions look={look} question={question} total={pages.total} textField={textField} />
      }
    >
      <Refusal error={pages.error} />
      <VisitTable
        pages={pages}
        sorting={sorting}
        onSort={look.setSorting}
        hidden={look.hidden}
        openId={search.open}
        onOpen={open}
      />
      <VisitDrawer
        id={search.open}
        onClose={() => open(undefined)}
        onStep={(step) => {
          const at = pages.find(({ id }) => id === search.open)
          const next = at < 0 ? undefined : pages.rowAt(at + step)
          if (next) open(next.id, true)
        }}
      />
    </Page>
  )
}

/** The draft that was begun, the export of the list, and a new visit; each with its key. */
function VisitActions({
  look,
  question,
  total,
  textField,
}: {
  readonly look: ListLook<unknown, Sorting<VisitSort>>
  readonly question: object
  readonly total: number | undefined
  readonly textField: RefObject<InputRef | null>
}) {
  const { t } = useTranslation('visit')
  const navigate = route.useNavigate()
  const columns = useVisitColumns()
  const toWorkbook = useVisitWorkbook()
  function begin() {
    void navigate({ search: (now) => ({ ...now, form: 'new' }) })
  }
  return (
    <ListActions
      title={t('list')}
      columns={columns.filter(({ key }) => !look.hidden.includes(key))}
      entry={visitContract.list}
      question={question}
      total={total}
      toWorkbook={toWorkbook}
      textField={textField}
      begin={{ label: t('new'), onBegin: begin }}
    >
      <OpenDraft form="visit" to="/rounds/visits" />
      <LookButton look={look} columns={columns} />
    </ListActions>
  )
}

function VisitTable({
  pages,
  ...table
}: {
  readonly pages: RecordPages<VisitRow>
  readonly sorting: Sorting<VisitSort>
  readonly onSort: (sorting: Sorting<VisitSort>) => void
  readonly hidden: readonly string[]
  readonly openId: string | undefined
  readonly onOpen: (id: string | undefined) => void
}) {
  const { t } = useTranslation('visit')
  const columns = useVisitColumns()
  if (pages.total === undefined) return null
  if (pages.total === 0) return <NoVisits />
  return (
    <RecordTable
      {...table}
      label={t('list')}
      count={t('count', { count: pages.total, shown: formatCount(pages.total) })}
      className="visit-grid"
      columns={columns}
      pages={pages}
    />
  )
}

function NoVisits() {
  const { t } = useTranslation('visit')
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <>
          <Link to="/rounds/visits" search={{}}>
            {t('empty.all')}
          </Link>
          <Link to="/case/import">{t('empty.import')}</Link>
        </>
      }
    >
      <p className="note">{t('empty.note')}</p>
    </EmptyState>
  )
}
