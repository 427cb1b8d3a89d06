import './localgroup.css'

import { getRouteApi } from '@tanstack/react-router'
import { Button, type InputRef } from 'antd'
import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import {
  GroupLevel,
  localgroupContract,
  LocalGroupFilter,
  type LocalGroupRow,
  type LocalGroupSort,
} from '#db/localgroup/contract.ts'
import { unitLevels } from '#db/kernel/codes.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { TextFilter } from '#renderer/records/common-chips.tsx'
import { ListActions } from '#renderer/records/list-actions.tsx'
import { ChoiceChip, FilterChip } from '#renderer/records/filter-chip.tsx'
import type { Sorting } from '#renderer/records/record-grid-head.tsx'
import { type RecordPages, useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'
import { useUnitTabs } from '#renderer/unit/unit-tabs.ts'

import { GroupForm } from './group-form.tsx'
import { useGroupColumns } from './localgroup-columns.tsx'
import { LocalGroupDrawer } from './localgroup-drawer.tsx'
import { useGroupWorkbook } from './localgroup-workbook.ts'
import { StandingPanel } from './standing-panel.tsx'

const route = getRouteApi('/case/units/local-groups')

/** Whether what local groups tell agrees with what was seen, and who answers for which unit. */
export function LocalGroupPage() {
  const { t } = useTranslation('localgroup')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = LocalGroupFilter.strip().parse(search)
  const sorting: Sorting<LocalGroupSort> = {
    by: search.sort ?? 'name',
    descending: search.descending ?? false,
  }
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<LocalGroupRow>(localgroupContract.list, question)
  const textField = useRef<InputRef>(null)
  const [adding, setAdding] = useState(false)
  function change(part: Partial<typeof search>) {
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true })
  }
  function open(id: string | undefined, replace = false) {
    void navigate({
      search: ({ open: _open, ...rest }) => (id === undefined ? rest : { ...rest, open: id }),
      replace,
    })
  }
  return (
    <Page
      title={t('title')}
      tabs={useUnitTabs()}
      filters={<GroupChips filter={filter} textField={textField} onChange={change} />}
      actions={
        <GroupActions
          question={question}
          total={pages.total}
          textField={textField}
          onAdd={() => setAdding(true)}
        />
      }
    >
      <Refusal error={pages.error} />
      <StandingPanel without={search.without ?? false} />
      {adding && (
        <NewGroup
          onDone={(id) => {
            setAdding(false)
            if (id !== undefined) open(id)
          }}
        />
      )}
      <GroupTable
        pages={pages}
        sorting={sorting}
        onSort={({ by, descending }) => change({ sort: by, descending })}
        openId={search.open}
        onOpen={open}
      />
      <OpenedGroup pages={pages} id={search.open} onOpen={open} />
    </Page>
  )
}

function OpenedGroup({
  pages,
  id,
  onOpen,
}: {
  readonly pages: RecordPages<LocalGroupRow>
  readonly id: string | undefined
  readonly onOpen: (id: string | undefined, replace?: boolean) => void
}) {
  return (
    <LocalGroupDrawer
      id={id}
      onClose={() => onOpen(undefined)}
      onStep={(step) => {
        const at = pages.find((row) => row.id === id)
        const next = at < 0 ? undefined : pages.rowAt(at + step)
        if (next) onOpen(next.id, true)
      }}
    />
  )
}

function NewGroup({ onDone }: { readonly onDone: (id: string | undefined) => void }) {
  const { t } = useTranslation('localgroup')
  return (
    <section className="card localgroup-new" aria-label={t('new')}>
      <GroupForm record={undefined} onDone={onDone} />
    </section>
  )
}

function GroupChips({
  filter,
  textField,
  onChange,
}: {
  readonly filter: LocalGroupFilter
  readonly textField: RefObject<InputRef | null>
  readonly onChange: (change: Partial<LocalGroupFilter>) => void
}) {
  const { t } = useTranslation('localgroup')
  const levels = useCodeOptions(unitLevels)
  return (
    <>
      <TextFilter
        field={textField}
        value={filter.text}
        placeholder={t('chip.text')}
        onChange={(text) => onChange({ text })}
      />
      <ChoiceChip
        name={t('chip.level')}
        options={GroupLevel.options.map((level) => ({
          value: level,
          label: levels.find(({ value }) => value === level)?.label ?? level,
        }))}
        value={filter.levels}
        onChange={(chosen) => onChange({ levels: chosen })}
      />
      <FilterChip
        name={t('chip.contact')}
        value={filter.notContacted ? t('chip.notContacted') : null}
        onClear={() => onChange({ notContacted: false })}
      >
        <Button size="small" onClick={() => onChange({ notContacted: true })}>
          {t('chip.notContacted')}
        </Button>
      </FilterChip>
    </>
  )
}

function GroupActions({
  question,
  total,
  textField,
  onAdd,
}: {
  readonly question: object
  readonly total: number | undefined
  readonly textField: RefObject<InputRef | null>
  readonly onAdd: () => void
}) {
  const { t } = useTranslation('localgroup')
  const columns = useGroupColumns()
  const toWorkbook = useGroupWorkbook()
  return (
    <ListActions
      title={t('list')}
      columns={columns}
      entry={localgroupContract.list}
      question={question}
      total={total}
      toWorkbook={toWorkbook}
      textField={textField}
      begin={{ label: t('new'), onBegin: onAdd }}
    />
  )
}

function GroupTable({
  pages,
  ...table
}: {
  readonly pages: RecordPages<LocalGroupRow>
  readonly sorting: Sorting<LocalGroupSort>
  readonly onSort: (sorting: Sorting<LocalGroupSort>) => void
  readonly openId: string | undefined
  readonly onOpen: (id: string | undefined) => void
}) {
  const { t } = useTranslation('localgroup')
  const columns = useGroupColumns()
  if (pages.total === undefined) return null
  if (pages.total === 0) {
    return (
      <EmptyState title={t('empty.title')}>
        <p className="note">{t('empty.note')}</p>
      </EmptyState>
    )
  }
  return (
    <RecordTable
      {...table}
      label={t('list')}
      count={t('count', { count: pages.total, shown: formatCount(pages.total) })}
      className="localgroup-grid"
      columns={columns}
      pages={pages}
    />
  )
}
