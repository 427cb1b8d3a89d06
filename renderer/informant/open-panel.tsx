import { Input } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type Identity, informantContract, type SealedInformant } from '#db/informant/contract.ts'
import { askCase } from '#renderer/lib/case-client.ts'

import { IdentityHint } from './identity-hint.tsx'
import { ShownIdentity } from './shown-identity.tsx'
import { SecondPassphrase } from './second-passphrase.tsx'
import { useAttempt } from './use-attempt.ts'

/** Opens one: a reason, the second passphrase, and then who spoke for one minute. */
export function OpenPanel({
  informant: { id, code },
  viewer,
  onLeave,
}: {
  readonly informant: SealedInformant
  readonly viewer: string
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('informant')
  const attempt = useAttempt()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [identity, setIdentity] = useState<Identity>()

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (attempt.pending || typed === '' || reason.trim() === '') return
    const passphrase = new TextEncoder().encode(typed)
    const opened = await attempt.run(() =>
      askCase(informantContract.open, { id, passphrase, reason }).finally(() => passphrase.fill(0)),
    )
    if (!opened?.identity) return
    setTyped('')
    setIdentity(opened.identity)
  }

  if (identity) {
    return <ShownIdentity code={code} identity={identity} viewer={viewer} onHide={onLeave} />
  }
  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('open.title', { code })}</h2>
      <p>{t('open.what')}</p>
      <ReasonField value={reason} hint={t('open.reasonHint')} onChange={setReason} />
      <SecondPassphrase
        value={typed}
        onChange={setTyped}
        step={t('open.step')}
        attempt={attempt}
        onLeave={onLeave}
      />
    </form>
  )
}

/** Why, in one's own words; it stays on record and is read by the whole group. */
export function ReasonField({
  value,
  hint,
  onChange,
}: {
  readonly value: string
  readonly hint: string
  readonly onChange: (value: string) => void
}) {
  const { t } = useTranslation('informant')
  return (
    <>
      <label htmlFor="informant-reason">{t('reason')}</label>
      <Input
        id="informant-reason"
        value={value}
        maxLength={200}
        autoComplete="off"
        autoFocus
        placeholder={hint}
        onChange={({ target }) => onChange(target.value)}
      />
      <IdentityHint texts={[value]} />
    </>
  )
}
