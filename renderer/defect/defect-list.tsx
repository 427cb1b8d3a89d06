import { getRouteApi } from '@tanstack/react-router'
import { Button, type InputRef } from 'antd'
import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import {
  defectContract,
  DefectFilter,
  type DefectRow,
  type DefectSort,
  DefectState,
} from '#db/defect/contract.ts'
import { namedDefects } from '#db/kernel/named-defects.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { TextFilter } from '#renderer/records/common-chips.tsx'
import { OpenDraft } from '#renderer/records/draft-strip.tsx'
import { ListActions } from '#renderer/records/list-actions.tsx'
import { ChoiceChip, FilterChip } from '#renderer/records/filter-chip.tsx'
import type { Sorting } from '#renderer/records/record-grid-head.tsx'
import { type RecordPages, useRecordPages } from '#renderer/records/record-pages.ts'
import { RecordTable } from '#renderer/records/record-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { useDefectColumns } from './defect-columns.tsx'
import { DefectDrawer } from './defect-drawer.tsx'
import { useDefectWorkbook } from './defect-workbook.ts'
import { useGroupTabs } from './group-tabs.ts'
import { SelfCheckPanel } from './self-check-panel.tsx'

const route = getRouteApi('/case/group/defects')

/** The ledger of the group's own defects, and whether the group owes itself a check. */
export function DefectList() {
  const { t } = useTranslation('defect')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = DefectFilter.strip().parse(search)
  const sorting: Sorting<DefectSort> = {
    by: search.sort ?? 'no',
    descending: search.descending ?? true,
  }
  const question = { filter, sort: sorting.by, descending: sorting.descending }
  const pages = useRecordPages<DefectRow>(defectContract.list, question)
  const textField = useRef<InputRef>(null)
  function open(id: string | undefined, replace = false) {
    void navigate({
      search: ({ open: _open, ...rest }) => (id === undefined ? rest : { ...rest, open: id }),
      replace,
    })
  }
  return (
    <Page
      title={t('title')}
      tabs={useGroupTabs()}
      filters={
        <DefectChips
          filter={filter}
          textField={textField}
          onChange={(change) =>
            void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
          }
        />
      }
      actions={<DefectActions question={question} total={pages.total} textField={textField} />}
    >
      <Refusal error={pages.error} />
      <SelfCheckPanel />
      <DefectTable
        pages={pages}
        sorting={sorting}
        onSort={({ by, descending }) =>
          void navigate({ search: (now) => ({ ...now, sort: by, descending }), replace: true })
        }
        openId={search.open}
        onOpen={open}
      />
      <DefectDrawer
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

function DefectChips({
  filter,
  textField,
  onChange,
}: {
  readonly filter: DefectFilter
  readonly textField: RefObject<InputRef | null>
  readonly onChange: (change: Partial<DefectFilter>) => void
}) {
  const { t } = useTranslation('defect')
  return (
    <>
      <TextFilter
        field={textField}
        value={filter.text}
        placeholder={t('chip.text')}
        onChange={(text) => onChange({ text })}
      />
      <ChoiceChip
        name={t('chip.code')}
        options={useCodeOptions(namedDefects)}
        value={filter.codes}
        onChange={(codes) => onChange({ codes })}
      />
      <ChoiceChip
        name={t('chip.state')}
        options={DefectState.options.map((state) => ({
          value: state,
          label: t(`state.${state}`),
        }))}
        value={filter.states}
        onChange={(states) => onChange({ states })}
      />
      <FilterChip
        name={t('chip.overdue')}
        value={filter.overdue ? t('overdue') : null}
        onClear={() => onChange({ overdue: false })}
      >
        <Button size="small" onClick={() => onChange({ overdue: true })}>
          {t('chip.onlyOverdue')}
        </Button>
      </FilterChip>
    </>
  )
}

function DefectActions({
  question,
  total,
  textField,
}: {
  readonly question: object
  readonly total: number | undefined
  readonly textField: RefObject<InputRef | null>
}) {
  const { t } = useTranslation('defect')
  const navigate = route.useNavigate()
  const columns = useDefectColumns()
  const toWorkbook = useDefectWorkbook()
  function begin() {
    void navigate({ search: (now) => ({ ...now, form: 'new' }) })
  }
  return (
    <ListActions
      title={t('list')}
      columns={columns}
      entry={defectContract.list}
      question={question}
      total={total}
      toWorkbook={toWorkbook}
      textField={textField}
      begin={{ label: t('new'), onBegin: begin }}
    >
      <OpenDraft form="defect" to="/group/defects" />
    </ListActions>
  )
}

function DefectTable({
  pages,
  ...table
}: {
  readonly pages: RecordPages<DefectRow>
  readonly sorting: Sorting<DefectSort>
  readonly onSort: (sorting: Sorting<DefectSort>) => void
  readonly openId: string | undefined
  readonly onOpen: (id: string | undefined) => void
}) {
  const { t } = useTranslation('defect')
  const columns = useDefectColumns()
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
      className="defect-grid"
      columns={columns}
      pages={pages}
    />
  )
}
