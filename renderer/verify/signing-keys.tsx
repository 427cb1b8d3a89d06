import { useTranslation } from 'react-i18next'

import type { VerifyReport } from '#db/verify/contract.ts'
import { formatFullTime } from '#renderer/lib/format.ts'

/** Whose signatures count, from when to when, and who vouched for each key. */
export function SigningKeys({ report }: { readonly report: VerifyReport }) {
  const { t } = useTranslation('verify')
  if (report.keys.length === 0) return null
  return (
    <div className="verify-keys">
      <h3>{t('keys.title')}</h3>
      <table className="verify-table">
        <thead>
          <tr>
            <th scope="col">{t('keys.member')}</th>
            <th scope="col">{t('keys.from')}</th>
            <th scope="col">{t('keys.to')}</th>
            <th scope="col">{t('keys.by')}</th>
          </tr>
        </thead>
        <tbody>
          {report.keys.map(({ member, from, to, by, self }) => (
            <tr key={`${member} ${from}`}>
              <td>{member}</td>
              <td>{from === '' ? '—' : formatFullTime(from)}</td>
              <td>{to === null ? t('keys.still') : formatFullTime(to)}</td>
              <td>{self ? t('keys.self') : by}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">{t('keys.note')}</p>
    </div>
  )
}
