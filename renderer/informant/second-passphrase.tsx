import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { PassphraseField } from '#renderer/start/passphrase-field.tsx'
import { WrongPassphrase } from '#renderer/start/wrong-passphrase.tsx'

import type { Attempt } from './use-attempt.ts'

/** The end of every form that the second passphrase opens: it, the step, and the way out. */
export function SecondPassphrase({
  value,
  onChange,
  step,
  attempt: { pending, error, at },
  onLeave,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly step: string
  readonly attempt: Attempt
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('informant')
  return (
    <>
      <label htmlFor="informant-second">{t('second')}</label>
      <PassphraseField
        id="informant-second"
        value={value}
        onChange={onChange}
        {...(error ? { status: 'error' as const, describedBy: 'informant-error' } : {})}
      />
      <div id="informant-error">
        <WrongPassphrase error={error} at={at} />
      </div>
      <div className="vault-steps">
        <Button type="primary" htmlType="submit" loading={pending}>
          {step}
        </Button>
        <Button onClick={onLeave} disabled={pending}>
          {t('common:cancel')}
        </Button>
      </div>
    </>
  )
}
