import './record-history.css'

import { Button, Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { type HistoryTable, journalContract } from '#db/journal/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatFullTime } from '#renderer/lib/format.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ChangeList } from './change-list.tsx'
import { useDeviceName } from './device-name.ts'

type Entry = z.output<typeof journalContract.ofRecord.output>['rows'][number]

const PAGE = 20

/** Who changed a record, when, on which device, from what to what. Opened by its button. */
export function RecordHistory({
  table,
  id,
}: {
  readonly table: HistoryTable
  readonly id: string
}) {
  const { t } = useTranslation('journal')
  const [open, setOpen] = useState(false)
  return (
    <section className="record-history" aria-label={t('history.title')}>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('history.title')}
      </Button>
      {open && <HistoryEntries key={id} table={table} id={id} />}
    </section>
  )
}

/** The changes of one record, page by page. */
export function HistoryEntries({
  table,
  id,
}: {
  readonly table: HistoryTable
  readonly id: string
}) {
  const { t } = useTranslation('journal')
  const [page, setPage] = useState(1)
  const { data, error, isPending } = useCaseQuery(journalContract.ofRecord, {
    table,
    id,
    offset: (page - 1) * PAGE,
    limit: PAGE,
  })
  return (
    <div className="record-history-entries" aria-busy={isPending}>
      <Refusal error={error} />
      {data && (
        <p className="note" role="status">
          {t('history.total', { n: formatCount(data.total) })}
        </p>
      )}
      <ol>
        {data?.rows.map((entry) => (
          <HistoryEntry key={entry.seq} entry={entry} />
        ))}
      </ol>
      <Pagination
        size="small"
        current={page}
        pageSize={PAGE}
        total={data?.total ?? 0}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </div>
  )
}

function HistoryEntry({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('journal')
  const device = useDeviceName()
  const { seq, member, at, deviceId, command, changes } = entry
  return (
    <li>
      <p className="record-history-head">
        <b>{member}</b>
        <span>{t(`command.${command}`, { defaultValue: command })}</span>
        <span className="note">{formatFullTime(at)}</span>
        <span className="note">{device(deviceId)}</span>
        <span className="note">{t('history.seq', { seq: formatCount(seq) })}</span>
      </p>
      <ChangeList changes={changes} />
    </li>
  )
}
