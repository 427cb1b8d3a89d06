import { Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { informantContract } from '#db/informant/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useShellQuery } from '#renderer/lib/shell-client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

const PAGE = 50

/** Each time that the role's key was used or tried: who, when, where, which code, what for. */
export function OpeningsList() {
  const { t } = useTranslation('informant')
  const [page, setPage] = useState(1)
  const list = useCaseQuery(informantContract.openings, { offset: (page - 1) * PAGE, limit: PAGE })
  const own = useShellQuery(shellContract.start, {}).data?.deviceId
  const { total = 0, rows = [] } = list.data ?? {}
  return (
    <>
      <Refusal error={list.error} />
      {list.data && total === 0 && <EmptyState title={t('openings.empty')} />}
      {total > 0 && (
        <table className="vault-table informant-table">
          <caption className="note">{t('openings.note')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('columns.at')}</th>
              <th scope="col">{t('columns.member')}</th>
              <th scope="col">{t('columns.purpose')}</th>
              <th scope="col">{t('columns.code')}</th>
              <th scope="col">{t('reason')}</th>
              <th scope="col">{t('columns.outcome')}</th>
              <th scope="col">{t('columns.device')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, at, member, purpose, code, reason, outcome, deviceId }) => (
              <tr key={id}>
                <td>{formatDateTime(at)}</td>
                <td>{member}</td>
                <td>{t(`purpose.${purpose}`)}</td>
                <td className="informant-mono">{code ?? '—'}</td>
                <td>{reason === '' ? '—' : reason}</td>
                <td className={outcome === 'opened' ? undefined : 'informant-failed'}>
                  {t(`outcome.${outcome}`)}
                </td>
                <td>
                  {deviceId === own
                    ? t('openings.thisDevice')
                    : t('openings.otherDevice', { id: deviceId.slice(0, 8) })}
                </td>
              </tr>
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
