import { useTranslation } from 'react-i18next'

import type { PrintedSheet as Printed } from '#electron/shell/keys-contract.ts'
import { formatDate } from '#renderer/lib/format.ts'

const PREFIX = 'AGE-SECRET-KEY-1'

type Paper = Printed['papers'][number]

/** A recovery sheet as it goes on paper: A4, one or three, with how to read the case without the program. */
export function PrintedSheet({
  sheet,
  today,
}: {
  readonly sheet: Printed
  readonly today: string
}) {
  const { papers } = sheet
  const numbered = papers.map((paper, at) => ({ number: at + 1, paper }))
  return numbered.map(({ number, paper }) => (
    <PrintedPaper
      key={number}
      sheet={sheet}
      paper={paper}
      part={papers.length > 1 ? number : null}
      today={today}
    />
  ))
}

function PrintedPaper({
  sheet: { title, database, fingerprint },
  paper: { groups, check },
  part,
  today,
}: {
  readonly sheet: Printed
  readonly paper: Paper
  /** Which of three it is; null for a whole sheet. */
  readonly part: number | null
  readonly today: string
}) {
  const { t } = useTranslation('keys')
  return (
    <div className="vault-paper">
      <h2>{part === null ? t('paper.title') : t('paper.part.title', { number: part })}</h2>
      <p className="vault-case">
        {t('paper.case', { title, date: formatDate(today, { year: true }) })}
      </p>
      <p>{part === null ? t('paper.use') : t('paper.part.use')}</p>
      {part === null && (
        <p className="vault-prefix" translate="no">
          {PREFIX}
        </p>
      )}
      <Groups groups={groups} />
      <p>
        {t('paper.fingerprint')} <b className="vault-fingerprint">{fingerprint}</b>
        {check !== null && (
          <>
            {' '}
            {t('paper.part.check')} <b className="vault-fingerprint">{check}</b>
          </>
        )}
      </p>
      <h3>{t('paper.keepTitle')}</h3>
      <p>{part === null ? t('paper.keep') : t('paper.part.keep')}</p>
      <p>{part === null ? t('paper.allLost') : t('paper.part.allLost')}</p>
      <h3>{t('paper.withoutTitle')}</h3>
      <ol className="vault-without">
        <li>{part === null ? t('paper.without.identity') : t('paper.part.identity')}</li>
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

/** The secret goes on paper and nowhere else: it is not to be copied. */
function Groups({ groups }: { readonly groups: readonly string[] }) {
  const numbered = groups.map((group, place) => ({ number: place + 1, group }))
  return (
    <ol className="vault-groups" translate="no" onCopy={(event) => event.preventDefault()}>
      {numbered.map(({ number, group }) => (
        <li key={number}>
          <span className="vault-number">{number}</span>
          <b>{group}</b>
        </li>
      ))}
    </ol>
  )
}
