import { useTranslation } from 'react-i18next'

import type { PrintedSheet as Printed } from '#electron/shell/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'

const PREFIX = 'AGE-SECRET-KEY-1'

/** A recovery sheet as it goes on paper: A4, with how to read the case without the program. */
export function PrintedSheet({
  sheet: { title, database, groups, fingerprint },
  today,
}: {
  readonly sheet: Printed
  readonly today: string
}) {
  const { t } = useTranslation('keys')
  const numbered = groups.map((group, place) => ({ number: place + 1, group }))
  return (
    <div className="vault-paper">
      <h2>{t('paper.title')}</h2>
      <p className="vault-case">
        {t('paper.case', { title, date: formatDate(today, { year: true }) })}
      </p>
      <p>{t('paper.use')}</p>
      <p className="vault-prefix" translate="no">
        {PREFIX}
      </p>
      {/* The secret goes on paper and nowhere else: it is not to be copied. */}
      <ol className="vault-groups" translate="no" onCopy={(event) => event.preventDefault()}>
        {numbered.map(({ number, group }) => (
          <li key={number}>
            <span className="vault-number">{number}</span>
            <b>{group}</b>
          </li>
        ))}
      </ol>
      <p>
        {t('paper.fingerprint')} <b className="vault-fingerprint">{fingerprint}</b>
      </p>
      <h3>{t('paper.keepTitle')}</h3>
      <p>{t('paper.keep')}</p>
      <h3>{t('paper.withoutTitle')}</h3>
      <ol className="vault-without">
        <li>{t('paper.without.identity')}</li>
        <li>{t('paper.without.bundle')}</li>
        <li>{t('paper.without.database', { database })}</li>
      </ol>
      <pre translate="no">
        {`jq -r .bundle keys.json | base64 -d | age -d -i key.txt
sqlcipher ${database}
sqlite> PRAGMA key = "x'…96…'";`}
      </pre>
    </div>
  )
}
