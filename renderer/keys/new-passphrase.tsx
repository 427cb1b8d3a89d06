import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { PassphraseWords } from '#electron/shell/keys-contract.ts'
import { askInSecret } from '#renderer/lib/seal-secrets.ts'
import { askShell } from '#renderer/lib/shell-client.ts'
import { isTyped, NOTHING_TYPED, type Twice, TypedTwice } from '#renderer/start/typed-twice.tsx'

export type { PassphraseWords }

/** How a new passphrase comes about: six words by chance, or typed twice. */
export type NewPassphrase = Twice & { readonly by: 'words' | 'typed' }

export const NO_PASSPHRASE: NewPassphrase = { by: 'words', ...NOTHING_TYPED }

/** Whether the choice gives a passphrase that holds. */
export function isWhole(chosen: NewPassphrase): boolean {
  return chosen.by === 'words' || isTyped(chosen)
}

/**
 * Does work with the passphrase that was chosen, and wipes it afterwards; the words that chance
 * gave, or null for a typed passphrase, are for the slip.
 */
export async function withPassphrase(
  { by, typed }: NewPassphrase,
  work: (passphrase: Uint8Array<ArrayBuffer>) => Promise<unknown>,
): Promise<PassphraseWords | null> {
  const words = by === 'words' ? await suggestWords() : null
  const text = words ? words.map(({ word }) => word).join(' ') : typed
  const passphrase = new TextEncoder().encode(text)
  try {
    await work(passphrase)
    return words
  } finally {
    passphrase.fill(0)
  }
}

async function suggestWords(): Promise<PassphraseWords> {
  const ask = (answerTo: string) => askShell(shellContract.suggestPassphrase, { answerTo })
  return PassphraseWords.parse(await askInSecret(ask))
}

/** Chooses between six words and typing; what is typed is measured and typed twice. */
export function NewPassphraseFields({
  id,
  value,
  onChange,
}: {
  readonly id: string
  readonly value: NewPassphrase
  readonly onChange: (value: NewPassphrase) => void
}) {
  const { t } = useTranslation('keys')
  return (
    <fieldset className="vault-choice">
      <legend>{t('new.legend')}</legend>
      <Radio.Group
        name={`${id}-by`}
        value={value.by}
        onChange={({ target }) =>
          onChange({ ...value, by: target.value === 'typed' ? 'typed' : 'words' })
        }
        options={[
          { value: 'words', label: t('new.words') },
          { value: 'typed', label: t('new.typed') },
        ]}
      />
      {value.by === 'words' ? (
        <p className="note">{t('new.wordsNote')}</p>
      ) : (
        <TypedTwice
          id={id}
          label={t('new.passphrase')}
          value={value}
          onChange={(twice) => onChange({ ...value, ...twice })}
        />
      )}
    </fieldset>
  )
}
