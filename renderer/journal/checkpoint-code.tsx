import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { verifyContract } from '#db/verify/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatFullTime } from '#renderer/lib/format.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** The short code of the last changeset, which the printed log carries out of the case. */
export function CheckpointCode() {
  const { t } = useTranslation('journal')
  const { data } = useCaseQuery(verifyContract.head, {})
  const print = useShellCommand(shellContract.print)
  if (!data || data.at === null) return null
  return (
    <section className="journal-checkpoint" aria-labelledby="journal-checkpoint">
      <h2 id="journal-checkpoint" className="card-title">
        {t('checkpoint.title')}
      </h2>
      <p className="journal-groups" translate="no">
        {data.code}
      </p>
      <p className="note">
        {t('checkpoint.at', { seq: formatCount(data.seq), time: formatFullTime(data.at) })}
      </p>
      <p className="note">{t('checkpoint.note')}</p>
      <Button className="journal-print" loading={print.isPending} onClick={() => print.mutate({})}>
        {t('checkpoint.print')}
      </Button>
      <Refusal error={print.error} />
    </section>
  )
}
