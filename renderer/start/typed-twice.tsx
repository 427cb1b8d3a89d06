import { useTranslation } from 'react-i18next'

import { passphraseStrength } from '#db/kernel/passphrase-strength.ts'

import { PassphraseField } from './passphrase-field.tsx'
import { StrengthMeter } from './strength-meter.tsx'

/** A new passphrase as it was typed, twice. */
export type Twice = { readonly typed: string; readonly again: string }

export const NOTHING_TYPED: Twice = { typed: '', again: '' }

/** Whether both are alike and hold against guessing. */
export function isTyped({ typed, again }: Twice): boolean {
  return typed === again && passphraseStrength(typed).level !== 'refused'
}

/** The two fields of a new passphrase, and how well it would hold. */
export function TypedTwice({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly value: Twice
  readonly onChange: (value: Twice) => void
}) {
  const { t } = useTranslation('start')
  const { typed, again } = value
  return (
    <>
      <label htmlFor={`${id}-typed`}>{label}</label>
      <PassphraseField
        id={`${id}-typed`}
        value={typed}
        onChange={(text) => onChange({ typed: text, again })}
      />
      <StrengthMeter passphrase={typed} />
      <label htmlFor={`${id}-again`}>{t('new.again')}</label>
      <PassphraseField
        id={`${id}-again`}
        value={again}
        onChange={(text) => onChange({ typed, again: text })}
      />
      {again !== '' && again !== typed && <p className="field-error">{t('new.againDiffers')}</p>}
    </>
  )
}
