import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { CaseSummary } from '#db/casefile/contract.ts'
import { BackupState } from '#renderer/backup/backup-reminder.tsx'
import { formatDate, formatDateTime } from '#renderer/lib/format.ts'
import { useShellEvent } from '#renderer/lib/shell-client.ts'

import { LockTimer } from './lock-timer.tsx'

/** The strip at the foot: which case, when it locks, up to which change, on which machine. */
export function StatusStrip({
  summary,
  device,
  version,
}: {
  readonly summary: CaseSummary | undefined
  readonly device: string
  readonly version: string
}) {
  const { t } = useTranslation('shell')
  return (
    <footer className="status-strip" aria-label={t('status.label')}>
      {summary ? <CaseState summary={summary} /> : <span>{t('status.noCase')}</span>}
      {!summary && version !== '' && <span>{t('status.version', { version })}</span>}
      <span className="status-gap" />
      <span>{device}</span>
      <span>{t('status.offline')}</span>
    </footer>
  )
}

function CaseState({ summary }: { readonly summary: CaseSummary }) {
  const { t } = useTranslation('shell')
  const { title, practice, today, changesets, lastChangeAt } = summary
  const [copied, setCopied] = useState(false)
  useShellEvent((event) => {
    if (event.event === 'copied') setCopied(event.held)
  })
  return (
    <>
      <span>
        {practice
          ? t('status.practiceCase', { title, today: formatDate(today, { year: true }) })
          : title}
      </span>
      <LockTimer />
      <BackupState />
      <Link to="/case/history" className="status-link">
        {lastChangeAt === null
          ? t('status.empty')
          : t('status.dataUpTo', { time: formatDateTime(lastChangeAt), seq: changesets })}
      </Link>
      {copied && <span role="status">{t('status.copied')}</span>}
    </>
  )
}
