import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'

import {
  isWhole,
  NewPassphraseFields,
  NO_PASSPHRASE,
  type PassphraseWords,
  withPassphrase,
} from './new-passphrase.tsx'
import { NO_OWN, OwnPassphrase, withOwn } from './own-passphrase.tsx'
import { RekeyProgress } from './rekey-progress.tsx'

/** A member's laptop is lost: he stays and gets a key anew, and the case gets new keys. */
export function LostLaptop({
  memberId,
  name,
  onRenewed,
  onLeave,
}: {
  readonly memberId: string
  readonly name: string
  readonly onRenewed: (words: PassphraseWords | null) => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('keys')
  const renew = useShellCommand(shellContract.renewMember)
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const [own, setOwn] = useState(NO_OWN)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (renew.isPending || own.typed === '' || !isWhole(chosen)) return
    try {
      onRenewed(
        await withOwn(own, (opening) =>
          withPassphrase(chosen, (newPassphrase) =>
            renew.mutateAsync({ memberId, ...opening, newPassphrase }),
          ),
        ),
      )
    } catch {
      // The form shows why.
    }
  }

  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('lost.title', { name })}</h2>
      <div className="start-caution">
        <p>{t('lost.gone')}</p>
        <p>{t('lost.what', { name })}</p>
      </div>
      <NewPassphraseFields id="keys-new" value={chosen} onChange={setChosen} />
      <OwnPassphrase
        value={own}
        onChange={setOwn}
        label={t('own')}
        step={t('lost.step')}
        pending={renew.isPending}
        error={renew.error}
        triedAt={renew.submittedAt}
        onLeave={onLeave}
      />
      {renew.isPending && <RekeyProgress />}
    </form>
  )
}
