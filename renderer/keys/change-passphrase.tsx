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

/** Gives the member at work another passphrase; the old one is asked for. */
export function ChangePassphrase({
  onChanged,
  onLeave,
}: {
  readonly onChanged: (words: PassphraseWords | null) => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('keys')
  const change = useShellCommand(shellContract.changePassphrase)
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const [old, setOld] = useState(NO_OWN)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (change.isPending || old.typed === '' || !isWhole(chosen)) return
    try {
      onChanged(
        await withOwn(old, (opening) =>
          withPassphrase(chosen, (newPassphrase) =>
            change.mutateAsync({ ...opening, newPassphrase }),
          ),
        ),
      )
    } catch {
      // The form shows why.
    }
  }

  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('change.title')}</h2>
      <p className="start-caution">{t('change.caution')}</p>
      <NewPassphraseFields id="keys-new" value={chosen} onChange={setChosen} />
      <OwnPassphrase
        value={old}
        onChange={setOld}
        label={t('change.old')}
        step={t('change.step')}
        pending={change.isPending}
        error={change.error}
        triedAt={change.submittedAt}
        onLeave={onLeave}
      />
    </form>
  )
}
