import { getRouteApi } from '@tanstack/react-router'
import { Button, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { opinionContract, OpinionFilter, type OpinionRow } from '#db/opinion/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { ExportButton } from '#renderer/records/export-button.tsx'
import { useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
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
  const [sorting, setSorting] = useKeptState('opinion.sorting', Sorting, initial)
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<OpinionRow>(opinionContract.list, question)
  const textField = useRef<InputRef>(null)
  const columns = useOpinionColumns(false)
  const open = (id: string | undefined) =>
    void navigate({ search: ({ open: _open, ...rest }) => (id ? { ...rest, open: id } : rest) })
  const begin = () => void navigate({ search: (now) => ({ ...now, form: 'new' }) })
  usePageKeys({ 'ctrl+n': begin, 'ctrl+f': () => textField.current?.focus() })

  return (
    <Page
      title={t('title')}
      tabs={useVoiceTabs()}
      filters={
        <OpinionChips
          filter={filter}
          textField={textField}
          onChange={(change) =>
            void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
          }
        />
      }
      actions={
        <>
          <CoverageButton unitId={filter.unitId} period={filter.period} />
          <OpinionExport question={question} total={pages.total} />
          <Button type="primary" size="small" onClick={begin} aria-keyshortcuts="Control+N">
            {t('new')} <kbd className="key-cap">Ctrl N</kbd>
          </Button>
        </>
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
          onSort={setSorting}
          openId={search.open}
          onOpen={open}
        />
      )}
      <OpinionDrawer id={search.open} onClose={() => open(undefined)} />
    </Page>
  )
}

function OpinionExport({
  question,
  total,
}: {
  readonly question: object
  readonly total: number | undefined
}) {
  const { t } = useTranslation('opinion')
  const [exporting, setExporting] = useState(false)
  const columns = useOpinionColumns(true)
  const toWorkbook = useOpinionWorkbook()
  usePageKeys({ 'ctrl+e': () => setExporting(true), 'ctrl+p': () => setExporting(true) })
  return (
    <ExportButton
      title={t('list')}
      columns={columns}
      entry={opinionContract.list}
      question={question}
      total={total}
      toWorkbook={toWorkbook}
      open={exporting}
      onOpenChange={setExporting}
    />
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
