import { useTranslation } from 'react-i18next'

import type { ChosenBackup } from '#electron/shell/backup-contract.ts'
import { formatCount, formatDateTime } from '#renderer/lib/format.ts'

import { sizeWord } from './size-word.ts'

/** What a backup is, before its keys are opened: it says so itself. */
export function BackupFacts({ backup }: { readonly backup: ChosenBackup }) {
  const { t } = useTranslation('backup')
  const { title, madeAt, changesets, bytes, fileName } = backup
  return (
    <dl className="backup-facts">
      <dt>{t('facts.title')}</dt>
      <dd>{title}</dd>
      <dt>{t('facts.madeAt')}</dt>
      <dd>{formatDateTime(madeAt)}</dd>
      <dt>{t('facts.upTo')}</dt>
      <dd>{t('facts.changesets', { n: formatCount(changesets) })}</dd>
      <dt>{t('facts.file')}</dt>
      <dd>
        {fileName} <span className="note">{sizeWord(bytes)}</span>
      </dd>
    </dl>
  )
}
