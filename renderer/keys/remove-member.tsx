import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'

import { NO_OWN, OwnPassphrase, withOwn } from './own-passphrase.tsx'
import { RekeyProgress } from './rekey-progress.tsx'

/** Takes a member's key away: the case gets new keys, step by step. */
export function RemoveMember({
  memberId,
  name,
  onRemoved,
  onLeave,
}: {
  readonly memberId: string
  readonly name: string
  readonly onRemoved: () => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('keys')
  const remove = useShellCommand(shellContract.removeMember)
  const [own, setOwn] = useState(NO_OWN)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (remove.isPending || own.typed === '') return
    try {
      await withOwn(own, (opening) => remove.mutateAsync({ memberId, ...opening }))
      onRemoved()
    } catch {
      // The form shows why.
    }
  }

  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('remove.title', { name })}</h2>
      <div className="start-caution">
        <p>{t('remove.gone')}</p>
        <p>{t('remove.what')}</p>
      </div>
      <OwnPassphrase
        value={own}
        onChange={setOwn}
        label={t('own')}
        step={t('remove.step')}
        pending={remove.isPending}
        error={remove.error}
        triedAt={remove.submittedAt}
        onLeave={onLeave}
      />
      {remove.isPending && <RekeyProgress />}
    </form>
  )
}
