import { Button } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type DrillReport, drillSteps } from '#db/backup/contract.ts'
import { Failure } from '#db/kernel/failure.ts'
import type { ChosenBackup } from '#electron/shell/backup-contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { formatCount, formatDateTime } from '#renderer/lib/format.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { WrongPassphrase } from '#renderer/start/wrong-passphrase.tsx'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

import { BackupFacts } from './backup-facts.tsx'
import { isComplete, nothingTyped, openingOf } from './opening.ts'
import { OpeningFields } from './opening-fields.tsx'
import { WorkProgress } from './work-progress.tsx'

/** Tries whether a case could be made from a backup; nothing of it stays. */
export function DrillPanel({
  backup,
  onLeave,
}: {
  readonly backup: ChosenBackup
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('backup')
  const drill = useShellCommand(shellContract.drillBackup)
  const [typed, setTyped] = useState(() => nothingTyped(backup.members[0]?.id ?? ''))

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (drill.isPending || !isComplete(typed, backup, false)) return
    const { opening, forget } = openingOf(backup.handle, typed)
    drill.mutate(opening, { onSettled: forget })
  }

  return (
    <div className="backup-panel">
      <h2>{t('drill.title')}</h2>
      <BackupFacts backup={backup} />
      {drill.isPending ? (
        <WorkProgress steps={drillSteps} />
      ) : drill.data ? (
        <DrillResult report={drill.data} onLeave={onLeave} />
      ) : (
        <form onSubmit={submit}>
          <p>{t('drill.explained')}</p>
          <OpeningFields backup={backup} typed={typed} onChange={setTyped} opensThen={false} />
          <Trouble error={drill.error} at={drill.submittedAt} />
          <div className="vault-steps">
            <Button type="primary" htmlType="submit">
              {t('drill.begin')}
            </Button>
            <Button onClick={onLeave}>{t('leave')}</Button>
          </div>
        </form>
      )}
    </div>
  )
}

/** Why a work on a backup did not come about; that a person stopped it is no fault. */
export function Trouble({ error, at }: { readonly error: unknown; readonly at: number }) {
  const { t } = useTranslation('backup')
  const stopped = error instanceof Failure && error.code === 'cancelled'
  return stopped ? (
    <p role="status">{t('doing.stopped')}</p>
  ) : (
    <WrongPassphrase {...{ error, at }} />
  )
}

function DrillResult({
  report,
  onLeave,
}: {
  readonly report: DrillReport
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('backup')
  const { findings, count, pages, changesets, changes, records, at } = report
  const trusted = count === 0
  const counts = {
    pages: formatCount(pages),
    changesets: formatCount(changesets),
    changes: formatCount(changes),
    records: formatCount(records),
  }
  return (
    <div role="status">
      <p className={trusted ? 'backup-good' : 'backup-bad'}>
        {!trusted && <RefusalSign size={16} />}
        {trusted ? t('drill.trusted') : t('drill.notTrusted')}
      </p>
      {trusted && <p>{t('drill.counted', counts)}</p>}
      {!trusted && (
        <>
          <ul className="backup-lines">
            {[...new Set(findings.map(explainReason))].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {count > findings.length && <p>{t('drill.more', { n: count - findings.length })}</p>}
          <p>{t('drill.todo')}</p>
        </>
      )}
      <p className="note">{t('drill.when', { time: formatDateTime(at) })}</p>
      <div className="vault-steps">
        <Button onClick={onLeave}>{t('drill.close')}</Button>
      </div>
    </div>
  )
}
