import { useTranslation } from 'react-i18next'

import { passphraseStrength } from '#db/kernel/passphrase-strength.ts'
import { explainReason } from '#renderer/lib/words.ts'

const levels = ['refused', 'weak', 'fair', 'strong'] as const

/** How well a passphrase would hold, as a word, as bars, and with what would make it better. */
export function StrengthMeter({ passphrase }: { readonly passphrase: string }) {
  const { t } = useTranslation('start')
  const { level, reasons } = passphraseStrength(passphrase)
  const reached = passphrase === '' ? 0 : levels.indexOf(level) + 1
  return (
    <div className="strength" role="status">
      <span className="strength-bars" aria-hidden="true">
        {levels.map((each, index) => (
          <i key={each} className={index < reached ? 'on' : ''} />
        ))}
      </span>
      <span>
        {passphrase === ''
          ? t('strength.empty')
          : t('strength.is', { level: t(`strength.${level}`) })}
        {passphrase !== '' &&
          reasons.map((code) => <span key={code}> {explainReason({ code })}</span>)}
      </span>
    </div>
  )
}
