import { useTranslation } from 'react-i18next'

const PROMISES = ['bytes', 'author', 'unseen', 'omission', 'clock', 'reading'] as const

/** What a verification promises and what it does not, in words (security design §4). */
export function Promises() {
  const { t } = useTranslation('verify')
  return (
    <section className="card verify-panel verify-promises" aria-labelledby="verify-promises">
      <h2 id="verify-promises">{t('promises.title')}</h2>
      <dl>
        {PROMISES.map((promise) => (
          <div key={promise}>
            <dt>{t(`promises.${promise}.claim`)}</dt>
            <dd>{t(`promises.${promise}.answer`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
