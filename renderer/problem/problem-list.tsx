import { getRouteApi, Link } from '@tanstack/react-router'
import type { InputRef } from 'antd'
import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { problemContract, ProblemFilter, type ProblemRow } from '#db/problem/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { OpenDraft } from '#renderer/records/draft-strip.tsx'
import { ListActions } from '#renderer/records/list-actions.tsx'
import { LookButton } from '#renderer/records/look-button.tsx'
import type { Sorting } from '#renderer/records/record-grid-head.tsx'
import { type RecordPages, useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { type ListLook, useListLook } from '#renderer/records/use-list-look.ts'
import { type Selection, useSelection } from '#renderer/records/use-selection.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ProblemBatch } from './problem-batch.tsx'
import { ProblemChips } from './problem-chips.tsx'
import { ProblemSort, useProblemColumns } from './problem-columns.tsx'
import { ProblemDrawer } from './problem-drawer.tsx'
import { useProblemTabs } from './problem-tabs.ts'
import { useProblemWorkbook } from './problem-workbook.ts'

const route = getRouteApi('/case/problems')

const ProblemSorting = z.object({ by: ProblemSort, descending: z.boolean() })

/** All problems of the question in the query bar, with the opened one beside them. */
export function ProblemList() {
  const { t } = useTranslation('problem')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = ProblemFilter.strip().parse(search)
  const put = (change: Partial<ProblemFilter>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const look = useListLook({
    list: 'problem',
    filterSchema: ProblemFilter,
    sortingSchema: ProblemSorting,
    filter,
    initialSorting: { by: 'foundOn', descending: true },
    onFilter: put,
  })
  const { sorting } = look
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<ProblemRow>(problemContract.list, question)
  const textField = useRef<InputRef>(null)
  const selection = useSelection<ProblemRow>(filter)

  function open(id: string | undefined, replace = false) {
    void navigate({
      search: ({ open: _open, ...rest }) => (id ? { ...rest, open: id } : rest),
      replace,
    })
  }

  return (
    <Page
      title={t('title')}
      tabs={useProblemTabs()}
      filters={<ProblemChips filter={filter} textField={textField} onChange={put} />}
      actions={
        <ProblemActions look={look} question={question} total={pages.total} textField={textField} />
      }
    >
      <Refusal error={pages.error} />
      <ProblemTable
        pages={pages}
        sorting={sorting}
        onSort={look.setSorting}
        hidden={look.hidden}
        openId={search.open}
        onOpen={open}
        selection={selection}
      />
      <ProblemDrawer
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

/** The draft that was begun, the export of the list, and a new problem; each with its key. */
function ProblemActions({
  look,
  question,
  total,
  textField,
}: {
  readonly look: ListLook<unknown, Sorting<ProblemSort>>
  readonly question: object
  readonly total: number | undefined
  readonly textField: RefObject<InputRef | null>
}) {
  const { t } = useTranslation('problem')
  const navigate = route.useNavigate()
  const columns = useProblemColumns()
  const toWorkbook = useProblemWorkbook()
  function begin() {
    void navigate({ search: (now) => ({ ...now, form: 'new' }) })
  }
  return (
    <ListActions
      title={t('list')}
      columns={columns.filter(({ key }) => !look.hidden.includes(key))}
      entry={problemContract.list}
      question={question}
      total={total}
      toWorkbook={toWorkbook}
      textField={textField}
      begin={{ label: t('new'), onBegin: begin }}
    >
      <OpenDraft form="problem" to="/problems" />
      <LookButton look={look} columns={columns} />
    </ListActions>
  )
}

function ProblemTable({
  pages,
  ...table
}: {
  readonly pages: RecordPages<ProblemRow>
  readonly sorting: Sorting<ProblemSort>
  readonly onSort: (sorting: Sorting<ProblemSort>) => void
  readonly hidden: readonly string[]
  readonly openId: string | undefined
  readonly onOpen: (id: string | undefined) => void
  readonly selection: Selection<ProblemRow>
}) {
  const { t } = useTranslation('problem')
  const columns = useProblemColumns()
  if (pages.total === undefined) return null
  if (pages.total === 0) return <NoProblems />
  return (
    <RecordTable
      {...table}
      label={t('list')}
      count={t('count', { count: pages.total, shown: formatCount(pages.total) })}
      className="problem-grid"
      columns={columns}
      pages={pages}
      batch={<ProblemBatch selection={table.selection} />}
    />
  )
}

function NoProblems() {
  const { t } = useTranslation('problem')
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <>
          <Link to="/problems" search={{}}>
            {t('empty.all')}
          </Link>
          <Link to="/rounds/visits">{t('empty.visits')}</Link>
          <Link to="/case/import">{t('empty.import')}</Link>
        </>
      }
    >
      <p className="note">{t('empty.note')}</p>
    </EmptyState>
  )
}
