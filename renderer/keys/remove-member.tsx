import { Progress } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand, useShellEvent } from '#renderer/lib/shell-client.ts'

import { OwnPassphrase } from './own-passphrase.tsx'

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
  const [own, setOwn] = useState('')
  const [share, setShare] = useState<number>()
  useShellEvent((event) => {
    if (event.event !== 'progress' || event.call !== 'keys.removeMember') return
    setShare(event.done / event.total)
  })

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (remove.isPending || own === '') return
    setShare(undefined)
    const passphrase = new TextEncoder().encode(own)
    remove.mutate(
      { memberId, passphrase },
      { onSuccess: onRemoved, onSettled: () => passphrase.fill(0) },
    )
  }

  return (
    <form className="card vault-panel" onSubmit={submit}>
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
      {remove.isPending && share !== undefined && (
        <div role="status">
          <span className="note">{t('remove.working')}</span>
          <Progress
            percent={Math.round(share * 100)}
            size="small"
            aria-label={t('remove.working')}
          />
        </div>
      )}
    </form>
  )
}
