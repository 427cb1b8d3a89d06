import './backup.css'

import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import type { Backups } from '#electron/shell/backup-contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useShellEvent, useShellQuery } from '#renderer/lib/shell-client.ts'

/** What is backed up, asked again when a backup was made. */
export function useBackups(): { readonly data: Backups | undefined; readonly error: unknown } {
  const client = useQueryClient()
  useShellEvent((event) => {
    if (event.event !== 'backed-up') return
    void client.invalidateQueries({ queryKey: ['shell', shellContract.backups.name] })
  })
  const { data, error } = useShellQuery(shellContract.backups, {})
  return { data, error }
}

/** In the strip at the foot: a backup that failed, or no copy on another medium for days. */
export function BackupState() {
  const { t } = useTranslation('backup')
  const open = useBackups().data?.open
  if (!open || open.practice) return null
  const failed = open.failed.length > 0
  if (!failed && open.dueDays === null) return null
  return (
    <Link to="/case/backup" className="status-link backup-due">
      {failed ? t('strip.failed') : t('strip.due', { days: open.dueDays })}
    </Link>
  )
}

/** On the start page: which cases have had no copy on another medium for days. */
export function BackupsDue() {
  const { t } = useTranslation('backup')
  const due = useBackups().data?.due ?? []
  if (due.length === 0) return null
  return (
    <ul className="backup-due-list">
      {due.map(({ title, days }) => (
        <li key={title} className="start-caution">
          {t('start.due', { title, days })}
        </li>
      ))}
    </ul>
  )
}
