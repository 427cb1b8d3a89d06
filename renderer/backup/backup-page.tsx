import '#renderer/keys/keys.css'
import './backup.css'

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { Backups, ChosenBackup } from '#electron/shell/backup-contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useShellCommand, useShellQuery } from '#renderer/lib/shell-client.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { useCaseTabs } from '#renderer/shell/case-tabs.ts'
import { useLock } from '#renderer/shell/session.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { useBackups } from './backup-reminder.tsx'
import { DrillPanel } from './drill-panel.tsx'
import { KeptList } from './kept-list.tsx'
import { OtherPlace } from './other-place.tsx'
import { RecoveryReport } from './recovery-report.tsx'
import { useChoice } from './use-choice.ts'
import { WorkProgress } from './work-progress.tsx'

/** Backups of the open case, whether they can be trusted, and what was ever recovered. */
export function BackupPage() {
  const { t } = useTranslation('backup')
  const { data, error } = useBackups()
  return (
    <Page title={t('title')} tabs={useCaseTabs()}>
      <Refusal error={error} />
      {data?.open && (
        <div className="vault-page">
          <Overview backups={data} open={data.open} />
          <Drill />
          <Restoring />
          <History />
        </div>
      )}
    </Page>
  )
}

type Open = NonNullable<Backups['open']>

function Overview({ backups, open }: { readonly backups: Backups; readonly open: Open }) {
  const { t } = useTranslation('backup')
  const make = useShellCommand(shellContract.makeBackup)
  const { practice, lastAt, failed, kept } = open
  return (
    <section className="card vault-overview">
      <p className="vault-sentence">
        {practice
          ? t('state.practice')
          : lastAt === null
            ? t('state.none')
            : t('state.last', { time: formatDateTime(lastAt) })}
      </p>
      <p className="note">{t('state.rule')}</p>
      {failed.map((reason) => (
        <p key={reason.code} className="start-caution">
          {t('state.failed')}
          {explainReason(reason)}
        </p>
      ))}
      <div className="vault-steps">
        <Button type="primary" loading={make.isPending} onClick={() => make.mutate({})}>
          {t('make.begin')}
        </Button>
        <span role="status">{make.data && t(`make.${make.data.copy}`)}</span>
      </div>
      <Refusal error={make.error} />
      <OtherPlace other={backups.other} open={open} />
      <KeptList kept={kept} />
    </section>
  )
}

/** The drill: of the newest backup, or of one that is chosen. */
function Drill() {
  const { t } = useTranslation('backup')
  const { drill } = useSearch({ from: '/case/case/backup' })
  const navigate = useNavigate()
  const [backup, setBackup] = useState<ChosenBackup>()
  const { pick, newest, reading, none, error } = useChoice(setBackup)

  function leave() {
    setBackup(undefined)
    if (drill) void navigate({ to: '/case/backup', search: {}, replace: true })
  }

  return (
    <section className="card vault-panel backup-section">
      {backup ? (
        <DrillPanel key={backup.handle} backup={backup} onLeave={leave} />
      ) : (
        <>
          <h2>{t('drill.title')}</h2>
          <p>{t('drill.why')}</p>
          {reading && <WorkProgress steps={['read']} />}
          {none && <p role="status">{t('none')}</p>}
          <Refusal error={error} />
          <div className="vault-steps">
            <Button type={drill ? 'primary' : 'default'} disabled={reading} onClick={newest}>
              {t('drill.newest')}
            </Button>
            <Button disabled={reading} onClick={pick}>
              {t('drill.other')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

function Restoring() {
  const { t } = useTranslation('backup')
  const lock = useLock()
  return (
    <section className="card vault-panel backup-section">
      <h2>{t('restore.title')}</h2>
      <p>{t('restore.how')}</p>
      <div className="vault-steps">
        <Button onClick={lock}>{t('restore.lock')}</Button>
      </div>
    </section>
  )
}

function History() {
  const { t } = useTranslation('backup')
  const { data, error } = useShellQuery(shellContract.recoveries, {})
  return (
    <section className="card vault-panel backup-section">
      <h2>{t('recovery.history')}</h2>
      <Refusal error={error} />
      {data?.all.length === 0 && <p className="note">{t('recovery.never')}</p>}
      {data?.all.map((recovery) => (
        <article key={recovery.at}>
          <h3>{t('recovery.when', { time: formatDateTime(recovery.at) })}</h3>
          <RecoveryReport recovery={recovery} />
        </article>
      ))}
    </section>
  )
}
