import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'

import type { RestoreStep } from '#db/backup/contract.ts'

import { percentOf, stopWork, useWorkShare } from './use-work.ts'

/** What is being done with a backup, how far it is, and the way out. */
export function WorkProgress({ steps }: { readonly steps: readonly RestoreStep[] }) {
  const { t } = useTranslation('backup')
  const now = useWorkShare()
  const step = now?.step ?? 'read'
  return (
    <div className="backup-progress">
      <p role="status">{t(`doing.${step}`)}</p>
      <Progress percent={now ? percentOf(now, steps) : 0} aria-label={t(`doing.${step}`)} />
      <Button onClick={stopWork}>{t('doing.stop')}</Button>
    </div>
  )
}
