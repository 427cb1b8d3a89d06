import './journal.css'

import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { journalContract } from '#db/journal/contract.ts'
import { askCase, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatDateTime } from '#renderer/lib/format.ts'
import { useCaseTabs } from '#renderer/shell/case-tabs.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'
import { useMutation } from '@tanstack/react-query'

import { ChangesetChanges } from './changeset-changes.tsx'
import { CheckpointCode } from './checkpoint-code.tsx'
import { useDeviceName } from './device-name.ts'
import { OtherHistories } from './other-histories.tsx'

type Changeset = z.output<typeof journalContract.list.output>['rows'][number]

const PAGE = 100

/** Who changed what, when, on which device, and whether the chain of changes is whole. */
export function HistoryPage() {
  const { t } = useTranslation('journal')
  const [page, setPage] = useState(1)
  const list = useCaseQuery(journalContract.list, { offset: (page - 1) * PAGE, limit: PAGE })
  const columns = useColumns()
  return (
    <Page title={t('title')} tabs={useCaseTabs()}>
      <section className="card">
        <VerifyChain />
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

function VerifyChain() {
  const { t } = useTranslation('journal')
  const verify = useMutation({
    mutationFn: () => askCase(journalContract.verify, {}),
    networkMode: 'always',
  })
  const found = verify.data
  return (
    <div className="journal-verify">
      <Button loading={verify.isPending} onClick={() => verify.mutate()}>
        {t('verify.button')}
      </Button>
      <span role="status">
        {found?.brokenAt === null
          ? t('verify.whole', {
              changesets: formatCount(found.changesets),
              changes: formatCount(found.changes),
              head: found.head.slice(0, 12),
            })
          : found === undefined && <span className="note">{t('verify.note')}</span>}
      </span>
      {found !== undefined && found.brokenAt !== null && (
        <p className="journal-broken" role="alert">
          {t('verify.broken', { seq: found.brokenAt })}
        </p>
      )}
      <Refusal error={verify.error} />
    </div>
  )
}
