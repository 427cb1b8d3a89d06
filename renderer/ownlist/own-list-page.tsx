import './own-list.css'

import { getRouteApi } from '@tanstack/react-router'
import { Button, type InputRef } from 'antd'
import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { waysFound } from '#db/kernel/codes.ts'
import { OwnListFilter, ownlistContract, type OwnProblemRow } from '#db/ownlist/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useProblemTabs } from '#renderer/problem/problem-tabs.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { TextFilter, UnitChip } from '#renderer/records/common-chips.tsx'
import { ListActions } from '#renderer/records/list-actions.tsx'
import { ChoiceChip } from '#renderer/records/filter-chip.tsx'
import { useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { OverlapTable } from './overlap-table.tsx'
import { OwnListSort, useOwnListColumns, useOwnListWorkbook } from './own-list-columns.tsx'
import { OwnProblemDrawer } from './own-problem-form.tsx'

const route = getRouteApi('/case/problems/own-list')
const Sorting = z.object({ by: OwnListSort, descending: z.boolean() })

/** 单位自查: what units list as their own problems, and how that meets the others' lists (R37). */
export function OwnListPage() {
  const { t } = useTranslation('ownlist')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = OwnListFilter.strip().parse(search)
  const [sorting, setSorting] = useKeptState('ownlist.sorting', Sorting, {
    by: 'listedOn',
    descending: true,
  })
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<OwnProblemRow>(ownlistContract.list, question)
  const columns = useOwnListColumns()
  const textField = useRef<InputRef>(null)
  const open = (form: string | undefined) =>
    void navigate({ search: ({ form: _form, ...rest }) => (form ? { ...rest, form } : rest) })
  return (
    <Page
      title={t('problem:title')}
      tabs={useProblemTabs()}
      filters={<OwnListChips filter={filter} textField={textField} />}
      actions={<OwnListActions question={question} total={pages.total} textField={textField} />}
    >
      <Refusal error={pages.error} />
      <div className="own-list-page">
        <OverlapTable unitId={filter.unitId} />
        {pages.total === 0 && <NothingListed onAdd={() => open('new')} />}
        {(pages.total ?? 0) > 0 && (
          <RecordTable
            label={t('title')}
            count={t('count', { count: pages.total, shown: formatCount(pages.total ?? 0) })}
            className="own-list-grid"
            columns={columns}
            pages={pages}
            sorting={sorting}
            onSort={setSorting}
            openId={search.form}
            onOpen={open}
          />
        )}
      </div>
      <OwnProblemDrawer
        subject={search.form}
        unitId={filter.unitId}
        onClose={() => open(undefined)}
      />
    </Page>
  )
}

function OwnListChips({
  filter,
  textField,
}: {
  readonly filter: OwnListFilter
  readonly textField: RefObject<InputRef | null>
}) {
  const { t } = useTranslation('ownlist')
  const navigate = route.useNavigate()
  const change = (part: Partial<OwnListFilter>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true })
  return (
    <>
      <TextFilter
        field={textField}
        value={filter.text}
        placeholder={t('text')}
        onChange={(text) => change({ text })}
      />
      <UnitChip value={filter.unitId} onChange={(unitId) => change({ unitId })} />
      <ChoiceChip
        name={t('wayFound')}
        options={useCodeOptions(waysFound)}
        value={filter.ways}
        onChange={(ways) => change({ ways })}
      />
    </>
  )
}

function OwnListActions({
  question,
  total,
  textField,
}: {
  readonly question: object
  readonly total: number | undefined
  readonly textField: RefObject<InputRef | null>
}) {
  const { t } = useTranslation('ownlist')
  const navigate = route.useNavigate()
  const columns = useOwnListColumns()
  const toWorkbook = useOwnListWorkbook()
  const begin = () => void navigate({ search: (now) => ({ ...now, form: 'new' }) })
  return (
    <ListActions
      title={t('title')}
      columns={columns}
      entry={ownlistContract.list}
      question={question}
      total={total}
      toWorkbook={toWorkbook}
      textField={textField}
      begin={{ label: t('new'), onBegin: begin }}
    />
  )
}

function NothingListed({ onAdd }: { readonly onAdd: () => void }) {
  const { t } = useTranslation('ownlist')
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <Button size="small" onClick={onAdd}>
          {t('new')}
        </Button>
      }
    >
      <p className="note">{t('empty.note')}</p>
    </EmptyState>
  )
}
