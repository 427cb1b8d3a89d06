import { useTranslation } from 'react-i18next'

import type { StagedLedger, StagedSheet } from '#db/intake/contract.ts'
import { formatCount, formatDateTime } from '#renderer/lib/format.ts'
import { explainReason } from '#renderer/lib/words.ts'

import { Note } from './note.tsx'

/** What was read off the file, and what the person should know of it. */
export function SheetFacts({
  ledger,
  sheet,
}: {
  readonly ledger: StagedLedger
  readonly sheet: StagedSheet
}) {
  const { t } = useTranslation('intake')
  const last = sheet.firstDataRow + sheet.rowCount - 1
  return (
    <section className="card" aria-labelledby="intake-facts">
      <h2 id="intake-facts" className="card-title">
        {t('facts.title')}
      </h2>
      <dl className="intake-facts">
        <dt>{t('facts.file')}</dt>
        <dd className="intake-break">{ledger.fileName}</dd>
        <dt>{t('facts.format')}</dt>
        <dd>
          {ledger.format.toUpperCase()}
          {ledger.encoding !== null && ` · ${ledger.encoding.toUpperCase()}`}
        </dd>
        <dt>{t('facts.records')}</dt>
        <dd>
          {sheet.rowCount === 0
            ? t('facts.noRecords')
            : t('facts.recordRows', {
                rows: formatCount(sheet.rowCount),
                from: sheet.firstDataRow,
                to: last,
              })}
        </dd>
      </dl>
      <ul className="intake-notes">
        {ledger.imported.map((batch) => (
          <Note key={`${batch.importedAt} ${batch.sheetName} ${batch.kind}`}>
            {t('facts.imported', {
              time: formatDateTime(batch.importedAt),
              by: batch.importedBy,
              sheet: batch.sheetName,
              rows: formatCount(batch.rowCount),
            })}
          </Note>
        ))}
        {ledger.warnings.map((warning) => (
          <Note key={`${warning.code} ${warning.about?.join(' ') ?? ''}`}>
            {explainReason(warning)}
          </Note>
        ))}
      </ul>
    </section>
  )
}
