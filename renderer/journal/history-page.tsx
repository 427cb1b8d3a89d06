import './journal.css'

import { Link } from '@tanstack/react-router'
import { Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { journalContract } from '#db/journal/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatDateTime } from '#renderer/lib/format.ts'
import { useCaseTabs } from '#renderer/shell/case-tabs.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ChangesetChanges } from './changeset-changes.tsx'
import { CheckpointCode } from './checkpoint-code.tsx'
import { useDeviceName } from './device-name.ts'
import { OtherHistories } from './other-histories.tsx'

type Changeset = z.output<typeof journalContract.list.output>['rows'][number]

const PAGE = 100

/** Who changed what, when and on which device. */
export function HistoryPage() {
  const { t } = useTranslation('journal')
  const [page, setPage] = useState(1)
  const list = useCaseQuery(journalContract.list, { offset: (page - 1) * PAGE, limit: PAGE })
  const columns = useColumns()
  return (
    <Page title={t('title')} tabs={useCaseTabs()}>
      <section className="card">
        <VerifyLink />
        <OtherHistories />
        <Refusal error={list.error} />
        <Table<Changeset>
          size="small"
          rowKey="seq"
          columns={columns}
          dataSource={list.data?.rows ?? []}
          loading={list.isPending}
          locale={{ emptyText: t('empty') }}
          expandable={{
            expandedRowRender: ({ seq }) => <ChangesetChanges seq={seq} />,
            columnTitle: <span className="visually-hidden">{t('history.show')}</span>,
          }}
          pagination={{
            current: page,
            pageSize: PAGE,
            total: list.data?.total ?? 0,
            showSizeChanger: false,
            hideOnSinglePage: true,
            onChange: setPage,
          }}
        />
        <CheckpointCode />
      </section>
    </Page>
  )
}

function useColumns() {
  const { t } = useTranslation('journal')
  const device = useDeviceName()
  return [
    { title: t('columns.seq'), dataIndex: 'seq', align: 'right' as const, width: 80 },
    { title: t('columns.at'), dataIndex: 'at', width: 150, render: formatDateTime },
    { title: t('columns.member'), dataIndex: 'member', width: 120 },
    {
      title: t('columns.command'),
      dataIndex: 'command',
      render: (command: string) => t(`command.${command}`, { defaultValue: command }),
    },
    {
      title: t('columns.changes'),
      dataIndex: 'changes',
      align: 'right' as const,
      width: 110,
      render: formatCount,
    },
    {
      title: t('columns.device'),
      dataIndex: 'deviceId',
      width: 160,
      render: device,
    },
    {
      title: t('columns.hash'),
      dataIndex: 'hash',
      width: 150,
      render: (hash: string) => (
        <code className="journal-hash" title={hash}>
          {hash.slice(0, 12)}
        </code>
      ),
    },
  ]
}

function VerifyLink() {
  const { t } = useTranslation('journal')
  return (
    <p className="journal-verify">
      <Link to="/case/verify">{t('verify.link')}</Link>
      <span className="note">{t('verify.note')}</span>
    </p>
  )
}
