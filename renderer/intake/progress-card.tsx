import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { askShell } from '#renderer/lib/shell-client.ts'

import type { Progress } from './use-plan.ts'

/** How far a long step is, with the way to stop it. */
export function ProgressCard({
  title,
  note,
  progress,
}: {
  readonly title: string
  readonly note: string
  readonly progress: Progress | null
}) {
  const { t } = useTranslation('intake')
  const { done, total } = progress ?? { done: 0, total: 0 }
  return (
    <section className="card intake-progress" aria-busy="true" aria-label={title}>
      <p className="card-title">{title}</p>
      <progress aria-label={title} max={Math.max(total, 1)} value={done} />
      <p role="status">
        {t('progress.rows', { done: formatCount(done), total: formatCount(total) })}
      </p>
      <p className="note">{note}</p>
      <Button onClick={() => void askShell(shellContract.cancel, {}).catch(() => undefined)}>
        {t('progress.stop')}
      </Button>
    </section>
  )
}
