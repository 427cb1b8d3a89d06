import '#renderer/keys/keys.css'
import './backup.css'

import { Button, Checkbox } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { restoreSteps } from '#db/backup/contract.ts'
import type { ChosenBackup } from '#electron/shell/backup-contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { useEnterCase } from '#renderer/shell/session.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { BackupFacts } from './backup-facts.tsx'
import { DrillPanel, Trouble } from './drill-panel.tsx'
import { useChoice } from './use-choice.ts'
import { isComplete, nothingTyped, openingOf, type Typed } from './opening.ts'
import { OpeningFields } from './opening-fields.tsx'
import { WorkProgress } from './work-progress.tsx'

export type BackupAim = 'restore' | 'drill'

/** From a backup to a case, or to the word that it could become one. */
export function RestorePanel({
  aim,
  onLeave,
}: {
  readonly aim: BackupAim
  readonly onLeave: () => void
}) {
  const [backup, setBackup] = useState<ChosenBackup>()
  return (
    <div className="start-box start-new">
      {!backup && <ChooseBackup aim={aim} onChoose={setBackup} onLeave={onLeave} />}
      {backup && aim === 'drill' && <DrillPanel backup={backup} onLeave={onLeave} />}
      {backup && aim === 'restore' && <RestoreForm backup={backup} onLeave={onLeave} />}
    </div>
  )
}

function ChooseBackup({
  aim,
  onChoose,
  onLeave,
}: {
  readonly aim: BackupAim
  readonly onChoose: (backup: ChosenBackup) => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('backup')
  const { pick, newest, reading, none, error } = useChoice(onChoose)
  return (
    <div className="backup-panel">
      <h2 className="start-title">{aim === 'drill' ? t('drill.title') : t('restore.title')}</h2>
      <p className="start-practice">{aim === 'drill' ? t('drill.choose') : t('restore.choose')}</p>
      {reading && <WorkProgress steps={['read']} />}
      {none && <p role="status">{t('none')}</p>}
      <Refusal error={error} />
      <div className="start-submit">
        <Button type="primary" size="large" disabled={reading} onClick={pick}>
          {t('pick')}
        </Button>
        <Button size="large" disabled={reading} onClick={newest}>
          {t('newest')}
        </Button>
        <Button size="large" onClick={onLeave}>
          {t('leave')}
        </Button>
      </div>
    </div>
  )
}

function RestoreForm({
  backup,
  onLeave,
}: {
  readonly backup: ChosenBackup
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('backup')
  const [typed, setTyped] = useState(() => nothingTyped(backup.members[0]?.id ?? ''))
  const [beside, setBeside] = useState(false)
  const { run, pending, error, at } = useRestore(backup)
  const ready = isComplete(typed, backup, true) && (!backup.already || beside)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (ready && !pending) void run(typed, beside)
  }

  return (
    <form className="backup-panel" onSubmit={submit}>
      <h2 className="start-title">{t('restore.title')}</h2>
      <BackupFacts backup={backup} />
      {pending ? (
        <WorkProgress steps={restoreSteps} />
      ) : (
        <>
          <OpeningFields backup={backup} typed={typed} onChange={setTyped} opensThen />
          {backup.already && (
            <div className="start-caution">
              <p>{t('restore.already')}</p>
              <Checkbox checked={beside} onChange={({ target }) => setBeside(target.checked)}>
                {t('restore.beside')}
              </Checkbox>
            </div>
          )}
          <Trouble error={error} at={at} />
          <div className="start-submit">
            <Button type="primary" size="large" htmlType="submit" disabled={!ready}>
              {t('restore.begin')}
            </Button>
            <Button size="large" onClick={onLeave}>
              {t('leave')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

/** Restores a backup and opens the case that came of it with what was typed. */
function useRestore(backup: ChosenBackup) {
  const enter = useEnterCase()
  const restore = useShellCommand(shellContract.restoreBackup)
  const unlock = useShellCommand(shellContract.unlockCase)
  const bySheet = useShellCommand(shellContract.unlockWithSheet)
  const practice = useShellCommand(shellContract.openPractice)

  async function open(handle: string, typed: Typed): Promise<void> {
    const { opening, newPassphrase, forget } = openingOf(handle, typed)
    const { memberId, passphrase, keyFile, sheet, secondSheet } = opening
    try {
      if (sheet) {
        const given = { handle, memberId, sheet, secondSheet, passphrase: newPassphrase }
        await bySheet.mutateAsync(given)
      } else if (passphrase) await unlock.mutateAsync({ handle, memberId, passphrase, keyFile })
    } finally {
      newPassphrase.fill(0)
      forget()
    }
  }

  async function run(typed: Typed, beside: boolean): Promise<void> {
    const { opening, forget } = openingOf(backup.handle, typed)
    try {
      const made = await restore.mutateAsync({ ...opening, parent: null, beside })
      if (backup.practice) await practice.mutateAsync({})
      else await open(made.handle, typed)
      await enter()
    } catch {
      // Shown by the form; what was restored stands among the known cases.
    } finally {
      forget()
    }
  }

  const steps = [restore, unlock, bySheet, practice]
  return {
    run,
    pending: steps.some(({ isPending }) => isPending),
    error: steps.find((step) => step.error)?.error ?? null,
    at: restore.submittedAt,
  }
}
