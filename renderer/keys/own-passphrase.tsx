import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellQuery } from '#renderer/lib/shell-client.ts'
import { type ChosenFile, KeyFileField } from '#renderer/start/key-file-field.tsx'
import { PassphraseField } from '#renderer/start/passphrase-field.tsx'
import { WrongPassphrase } from '#renderer/start/wrong-passphrase.tsx'

/** What opens the keys for one step: the passphrase of the member at work, and his key file. */
export type Own = { readonly typed: string; readonly keyFile: ChosenFile | null }

export const NO_OWN: Own = { typed: '', keyFile: null }

/** Does work with what was typed and chosen, and wipes it afterwards. */
export async function withOwn<T>(
  { typed, keyFile }: Own,
  work: (own: {
    readonly passphrase: Uint8Array<ArrayBuffer>
    readonly keyFile: string | null
  }) => Promise<T>,
): Promise<T> {
  const passphrase = new TextEncoder().encode(typed)
  try {
    return await work({ passphrase, keyFile: keyFile?.handle ?? null })
  } finally {
    passphrase.fill(0)
  }
}

/** The end of every form on keys: what opens them, the step, and the way out. */
export function OwnPassphrase({
  value,
  onChange,
  label,
  step,
  pending,
  error,
  triedAt,
  onLeave,
}: {
  readonly value: Own
  readonly onChange: (value: Own) => void
  readonly label: string
  readonly step: string
  readonly pending: boolean
  readonly error: unknown
  readonly triedAt: number
  readonly onLeave: () => void
}) {
  const { t } = useTranslation(['common', 'start'])
  const keys = useShellQuery(shellContract.keys, {})
  const needed = keys.data?.members.some(({ self, keyFile }) => self && keyFile) ?? false
  return (
    <>
      <label htmlFor="keys-own">{label}</label>
      <PassphraseField
        id="keys-own"
        value={value.typed}
        onChange={(typed) => onChange({ ...value, typed })}
        {...(error ? { status: 'error' as const, describedBy: 'keys-error' } : {})}
      />
      {needed && (
        <KeyFileField
          id="keys-own-file"
          label={t('start:keyFile.label')}
          value={value.keyFile}
          onChange={(keyFile) => onChange({ ...value, keyFile })}
        />
      )}
      <div id="keys-error">
        <WrongPassphrase error={error} at={triedAt} />
      </div>
      <div className="vault-steps">
        <Button type="primary" htmlType="submit" loading={pending}>
          {step}
        </Button>
        <Button onClick={onLeave} disabled={pending}>
          {t('cancel')}
        </Button>
      </div>
    </>
  )
}
