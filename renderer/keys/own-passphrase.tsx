import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { PassphraseField } from '#renderer/start/passphrase-field.tsx'
import { WrongPassphrase } from '#renderer/start/wrong-passphrase.tsx'

/** The end of every form on keys: the passphrase of the member at work, the step, and the way out. */
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
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
  readonly step: string
  readonly pending: boolean
  readonly error: unknown
  readonly triedAt: number
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('common')
  return (
    <>
      <label htmlFor="keys-own">{label}</label>
      <PassphraseField
        id="keys-own"
        value={value}
        onChange={onChange}
        {...(error ? { status: 'error' as const, describedBy: 'keys-error' } : {})}
      />
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
