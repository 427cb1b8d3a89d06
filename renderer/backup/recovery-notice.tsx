import './backup.css'

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellQuery } from '#renderer/lib/shell-client.ts'

import { RecoveryReport } from './recovery-report.tsx'

/** Told once after an opening that recovered something, above whatever page is open. */
export function RecoveryNotice() {
  const { t } = useTranslation('backup')
  const { data } = useShellQuery(shellContract.recoveries, {})
  const [read, setRead] = useState(false)
  const [recovery] = data?.all ?? []
  if (read || data?.fresh !== true || !recovery) return null
  const lost =
    recovery.leftCount + recovery.altered + recovery.orphans + recovery.attachments.length > 0
  return (
    <section className="card backup-notice" role="status" aria-label={t('recovery.title')}>
      <b>{lost ? t('recovery.titleSome') : t('recovery.title')}</b>
      <RecoveryReport recovery={recovery} />
      <div className="vault-steps">
        <Button size="small" onClick={() => setRead(true)}>
          {t('recovery.read')}
        </Button>
        <Link to="/case/backup">{t('recovery.again')}</Link>
      </div>
    </section>
  )
}
