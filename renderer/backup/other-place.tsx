import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import type { Backups } from '#electron/shell/backup-contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** The second place: every backup is copied there when it can be reached. */
export function OtherPlace({
  other,
  open,
}: {
  readonly other: Backups['other']
  readonly open: NonNullable<Backups['open']>
}) {
  const { t } = useTranslation('backup')
  const pick = useShellCommand(shellContract.pickBackupPlace)
  const drop = useShellCommand(shellContract.dropBackupPlace)
  const { otherAt, dueDays, practice } = open
  return (
    <div className="backup-other">
      <h2>{t('other.title')}</h2>
      <p>
        {other === null
          ? t('other.none')
          : t(other.there ? 'other.there' : 'other.away', { place: other.place })}
      </p>
      {other?.sameDisk === true && <p className="start-caution">{t('other.sameDisk')}</p>}
      {!practice && (
        <p className={dueDays === null ? 'note' : 'start-caution'}>
          {otherAt === null ? t('other.never') : t('other.last', { time: formatDateTime(otherAt) })}
        </p>
      )}
      <div className="vault-steps">
        <Button loading={pick.isPending} onClick={() => pick.mutate({})}>
          {other === null ? t('other.pick') : t('other.pickAnother')}
        </Button>
        {other !== null && (
          <Button type="link" onClick={() => drop.mutate({})}>
            {t('other.drop')}
          </Button>
        )}
      </div>
      <Refusal error={pick.error ?? drop.error} />
    </div>
  )
}
