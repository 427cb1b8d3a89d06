import './backup.css'

import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { Failure } from '#db/kernel/failure.ts'

/** Whether an opening failed because of the database alone, and the log can make it anew. */
export function offersRebuild(error: unknown): boolean {
  return error instanceof Failure && error.reasons.some(({ code }) => code === 'recovery.from-log')
}

/** Asks before a database is made anew from the log: what is done, and what stays as it is. */
export function RebuildOffer({
  pending,
  onRebuild,
}: {
  readonly pending: boolean
  readonly onRebuild: () => void
}) {
  const { t } = useTranslation('backup')
  return (
    <section className="backup-offer" aria-label={t('rebuild.title')}>
      <b>{t('rebuild.title')}</b>
      <p>{t('rebuild.explained')}</p>
      <Button type="primary" loading={pending} onClick={onRebuild}>
        {t('rebuild.begin')}
      </Button>
    </section>
  )
}
