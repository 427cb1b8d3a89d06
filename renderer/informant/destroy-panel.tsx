import { Input } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { informantContract, type SealedInformant } from '#db/informant/contract.ts'
import { numberOf } from '#db/informant/rules.ts'
import { askCase } from '#renderer/lib/case-client.ts'

import { ReasonField } from './open-panel.tsx'
import { SecondPassphrase } from './second-passphrase.tsx'
import { useAttempt } from './use-attempt.ts'

/** Destroys one: what it takes with it and what it cannot reach is said before. */
export function DestroyPanel({
  informant: { id, code },
  onDestroyed,
  onLeave,
}: {
  readonly informant: SealedInformant
  readonly onDestroyed: () => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('informant')
  const attempt = useAttempt()
  const [reason, setReason] = useState('')
  const [again, setAgain] = useState('')
  const [typed, setTyped] = useState('')
  const same = numberOf(again) !== undefined && numberOf(again) === numberOf(code)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (attempt.pending || typed === '' || reason.trim() === '' || again === '') return
    const passphrase = new TextEncoder().encode(typed)
    const done = await attempt.run(() =>
      askCase(informantContract.destroy, { id, code: again, passphrase, reason }).finally(() =>
        passphrase.fill(0),
      ),
    )
    if (done) onDestroyed()
  }

  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('destroy.title', { code })}</h2>
      <div className="start-caution">
        <p>{t('destroy.gone')}</p>
        <p>{t('destroy.backups')}</p>
      </div>
      <ReasonField value={reason} hint={t('destroy.reasonHint')} onChange={setReason} />
      <label htmlFor="informant-again">{t('destroy.again', { code })}</label>
      <Input
        id="informant-again"
        value={again}
        maxLength={20}
        autoComplete="off"
        {...(again !== '' && !same && { status: 'warning' as const })}
        onChange={({ target }) => setAgain(target.value)}
      />
      <SecondPassphrase
        value={typed}
        onChange={setTyped}
        step={t('destroy.step')}
        attempt={attempt}
        onLeave={onLeave}
      />
    </form>
  )
}
