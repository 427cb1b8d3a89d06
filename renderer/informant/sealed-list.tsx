import { Link } from '@tanstack/react-router'
import { Button, Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { informantContract, type SealedInformant } from '#db/informant/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

const PAGE = 50

type Steps = {
  /** Whether the member at work may open. */
  readonly holds: boolean
  readonly onOpen: (informant: SealedInformant) => void
  readonly onDestroy: (informant: SealedInformant) => void
}

/** The codes, who wrote them and where they stand. Who spoke is not read for it. */
export function SealedList(steps: Steps) {
  const { t } = useTranslation('informant')
  const [page, setPage] = useState(1)
  const list = useCaseQuery(informantContract.list, { offset: (page - 1) * PAGE, limit: PAGE })
  const { total = 0, rows = [] } = list.data ?? {}
  return (
    <>
      <Refusal error={list.error} />
      {list.data && total === 0 && <EmptyState title={t('list.empty')} />}
      {total > 0 && (
        <table className="vault-table informant-table">
          <caption className="note">{t(steps.holds ? 'list.holder' : 'list.shut')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('columns.code')}</th>
              <th scope="col">{t('columns.written')}</th>
              <th scope="col">{t('columns.records')}</th>
              <th scope="col">{t('columns.steps')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((informant) => (
              <SealedRow key={informant.id} informant={informant} {...steps} />
            ))}
          </tbody>
        </table>
      )}
      <Pagination
        current={page}
        pageSize={PAGE}
        total={total}
        hideOnSinglePage
        showSizeChanger={false}
        onChange={setPage}
      />
    </>
  )
}

function SealedRow({
  informant,
  holds,
  onOpen,
  onDestroy,
}: Steps & { readonly informant: SealedInformant }) {
  const { t } = useTranslation('informant')
  const { code, writtenBy, writtenAt, destroyed, keyed } = informant
  return (
    <tr>
      <th scope="row" className="informant-mono">
        {code}
      </th>
      <td>{t('list.written', { name: writtenBy, time: formatDateTime(writtenAt) })}</td>
      <td>
        <Records informant={informant} />
      </td>
      <td>
        {destroyed ? (
          <span className="note">
            {t('list.destroyed', {
              name: destroyed.by,
              time: formatDateTime(destroyed.at),
              why: destroyed.why,
            })}
          </span>
        ) : !keyed ? (
          <span className="note">{t('list.keyLost')}</span>
        ) : (
          holds && (
            <span className="informant-row">
              <Button
                size="small"
                aria-label={t('open.of', { code })}
                onClick={() => onOpen(informant)}
              >
                {t('open.open')}
              </Button>
              <Button
                size="small"
                aria-label={t('destroy.of', { code })}
                onClick={() => onDestroy(informant)}
              >
                {t('destroy.open')}
              </Button>
            </span>
          )
        )}
      </td>
    </tr>
  )
}

function Records({ informant: { links } }: { readonly informant: SealedInformant }) {
  const { t } = useTranslation('informant')
  if (links.length === 0) return <span className="note">{t('list.noRecord')}</span>
  return (
    <span className="informant-row">
      {links.map(({ problemId, problemNo, visitId, opinionId, opinionNo }) =>
        opinionId !== null ? (
          <Link key={opinionId} to="/voices" search={{ open: opinionId }} className="number-link">
            {t('list.opinion', { no: opinionNo })}
          </Link>
        ) : problemId === null ? (
          <Link
            key={visitId}
            to="/rounds/visits"
            search={{ open: visitId ?? '' }}
            className="number-link"
          >
            {t('list.visit')}
          </Link>
        ) : (
          <Link key={problemId} to="/problems" search={{ open: problemId }} className="number-link">
            {t('list.problem', { no: problemNo })}
          </Link>
        ),
      )}
    </span>
  )
}
