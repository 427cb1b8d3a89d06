import { Button } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { informantContract, type Spoken } from '#db/informant/contract.ts'
import { isIdentity } from '#db/informant/rules.ts'
import { askCase } from '#renderer/lib/case-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { IdentityFields, NOBODY } from './identity-fields.tsx'

/** Seals who spoke. After that only the code is shown; the form is empty again. */
export function WriteForm({
  spoken,
  onLeave,
}: {
  /** The record that was spoken about, where the form stands beside one. */
  readonly spoken: Spoken | null
  readonly onLeave?: () => void
}) {
  const { t } = useTranslation('informant')
  const [identity, setIdentity] = useState(NOBODY)
  const [code, setCode] = useState<string>()
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()

  // Asked directly: a mutation would keep for minutes what was sent.
  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (pending) return
    setPending(true)
    setError(undefined)
    try {
      const sealed = await askCase(informantContract.write, { identity, spoken })
      setIdentity(NOBODY)
      setCode(sealed.code)
    } catch (failure) {
      setError(failure)
    } finally {
      setPending(false)
    }
  }

  if (code !== undefined) {
    return <SealedCode code={code} onNext={() => setCode(undefined)} onLeave={onLeave} />
  }
  return (
    <form className="vault-panel informant-form" onSubmit={(event) => void submit(event)}>
      <p>{t('write.what')}</p>
      <IdentityFields
        id="informant"
        value={identity}
        first={onLeave !== undefined}
        onChange={setIdentity}
      />
      <p className="note">{t('write.care')}</p>
      <Refusal error={error} />
      <div className="vault-steps">
        <Button type="primary" htmlType="submit" loading={pending} disabled={!isIdentity(identity)}>
          {t('write.step')}
        </Button>
        {onLeave && <Button onClick={onLeave}>{t('common:cancel')}</Button>}
      </div>
    </form>
  )
}

function SealedCode({
  code,
  onNext,
  onLeave,
}: {
  readonly code: string
  readonly onNext: () => void
  readonly onLeave: (() => void) | undefined
}) {
  const { t } = useTranslation('informant')
  return (
    <div className="vault-panel informant-form" role="status">
      <p className="informant-code">{code}</p>
      <p>{t('write.done')}</p>
      <div className="vault-steps">
        <Button onClick={onNext} autoFocus>
          {t('write.next')}
        </Button>
        {onLeave && <Button onClick={onLeave}>{t('close')}</Button>}
      </div>
    </div>
  )
}
