import { useTranslation } from 'react-i18next'

import { intakeContract } from '#db/intake/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatDateTime } from '#renderer/lib/format.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** The ledgers that were imported, the latest first. */
export function BatchHistory() {
  const { t } = useTranslation('intake')
  const batches = useCaseQuery(intakeContract.batches, {})
  if (batches.error) return <Refusal error={batches.error} />
  if (!batches.data) return null
  return (
    <section className="card intake-history" aria-labelledby="intake-history">
      <h2 id="intake-history" className="card-title">
        {t('history.title')}
      </h2>
      {batches.data.length === 0 ? (
        <p className="note">{t('history.none')}</p>
      ) : (
        <table className="intake-table">
          <thead>
            <tr>
              <th scope="col">{t('history.at')}</th>
              <th scope="col">{t('history.file')}</th>
              <th scope="col">{t('history.sheet')}</th>
              <th scope="col">{t('history.kind')}</th>
              <th scope="col" className="figure">
                {t('history.rows')}
              </th>
              <th scope="col">{t('history.by')}</th>
            </tr>
          </thead>
          <tbody>
            {batches.data.map((batch) => (
              <tr key={batch.id}>
                <td className="intake-nowrap">{formatDateTime(batch.importedAt)}</td>
                <td>{batch.fileName}</td>
                <td>{batch.sheetName}</td>
                <td className="intake-nowrap">{t(`kind.${batch.kind}.name`)}</td>
                <td className="figure">{formatCount(batch.rowCount)}</td>
                <td className="intake-nowrap">{batch.importedBy}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
