import { useTranslation } from 'react-i18next'

import type { KeptBackup } from '#electron/shell/backup-contract.ts'
import { formatDateTime } from '#renderer/lib/format.ts'

import { sizeWord } from './size-word.ts'

/** The backups of the open case that are there, newest first. */
export function KeptList({ kept }: { readonly kept: readonly KeptBackup[] }) {
  const { t } = useTranslation('backup')
  if (kept.length === 0) return null
  return (
    <table className="vault-table">
      <thead>
        <tr>
          <th scope="col">{t('kept.at')}</th>
          <th scope="col">{t('kept.where')}</th>
          <th scope="col">{t('kept.size')}</th>
          <th scope="col">{t('kept.file')}</th>
        </tr>
      </thead>
      <tbody>
        {kept.map(({ handle, at, other, bytes, fileName }) => (
          <tr key={handle}>
            <th scope="row">{formatDateTime(at)}</th>
            <td>{other ? t('kept.other') : t('kept.own')}</td>
            <td>{sizeWord(bytes)}</td>
            <td className="note">{fileName}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
