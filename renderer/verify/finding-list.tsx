import { useTranslation } from 'react-i18next'

import type { Finding, VerifyCheck } from '#db/verify/contract.ts'
import { formatCount, formatFullTime } from '#renderer/lib/format.ts'
import { explainReason } from '#renderer/lib/words.ts'

/** What one check found: each with its sentence, and the record or change as a person knows it. */
export function FindingList({
  check,
  findings,
  count,
}: {
  readonly check: VerifyCheck
  readonly findings: readonly Finding[]
  readonly count: number
}) {
  const { t } = useTranslation('verify')
  const place = useFindingPlace()
  if (findings.length === 0) return null
  return (
    <div className="verify-findings">
      <h3>{t(`check.${check}`)}</h3>
      <ol>
        {findings.map((finding) => (
          <li key={JSON.stringify(finding)}>
            {explainReason(finding)}
            {place(finding) !== '' && <span className="note">{place(finding)}</span>}
          </li>
        ))}
      </ol>
      {count > findings.length && (
        <p className="note">{t('report.more', { n: formatCount(count - findings.length) })}</p>
      )}
    </div>
  )
}

function useFindingPlace(): (finding: Finding) => string {
  const { t } = useTranslation('verify')
  return ({ changeset, record }) => {
    if (changeset) {
      const { seq, member, at, command } = changeset
      const what = t(`journal:command.${command}`, { defaultValue: command })
      return t('place.changeset', { seq: formatCount(seq), member, time: formatFullTime(at), what })
    }
    if (!record) return ''
    const kind = t(`journal:table.${record.table}`, { defaultValue: record.table })
    return t('place.record', { kind, name: record.name })
  }
}
