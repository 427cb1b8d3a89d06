import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type Access, accessContract } from '#db/access/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useShellQuery } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

const FIRST = 10
const MOST = 200

/** Who opened the case, who tried in vain, and which keys changed; never what was typed. */
export function AccessSection() {
  const { t } = useTranslation('keys')
  const [limit, setLimit] = useState(FIRST)
  const list = useCaseQuery(accessContract.list, { limit })
  const rows = list.data?.rows ?? []
  const more = limit < MOST && (list.data?.total ?? 0) > rows.length
  return (
    <section className="card vault-overview vault-access" aria-labelledby="access-title">
      <h2 id="access-title">{t('access.title')}</h2>
      <p className="note">{t('access.note')}</p>
      <Refusal error={list.error} />
      {rows.length > 0 && <AccessTable rows={rows} />}
      {list.data && rows.length === 0 && <p>{t('access.empty')}</p>}
      {more && (
        <div className="vault-steps">
          <Button size="small" onClick={() => setLimit(MOST)}>
            {t('access.more')}
          </Button>
        </div>
      )}
    </section>
  )
}

function AccessTable({ rows }: { readonly rows: readonly Access[] }) {
  const { t } = useTranslation('keys')
  const ownDevice = useShellQuery(shellContract.start, {}).data?.deviceId
  return (
    <table className="vault-table">
      <thead>
        <tr>
          <th scope="col">{t('access.columns.at')}</th>
          <th scope="col">{t('access.columns.member')}</th>
          <th scope="col">{t('access.columns.what')}</th>
          <th scope="col">{t('access.columns.device')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, kind, member, about, deviceId, at, times }) => (
          <tr key={id}>
            <td>{formatDateTime(at)}</td>
            <td>{member}</td>
            <td>{t(`access.kind.${kind}`, { about: about ?? '', times })}</td>
            <td>
              {deviceId === ownDevice
                ? t('access.thisDevice')
                : t('access.otherDevice', { id: deviceId.slice(0, 8) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
