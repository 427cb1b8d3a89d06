import '#renderer/shell/shell.css'
import './start.css'

import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

import { type KnownCase, shellContract } from '#electron/shell/contract.ts'
import { type BackupAim, RestorePanel } from '#renderer/backup/restore-panel.tsx'
import { useShellEvent, useShellQuery } from '#renderer/lib/shell-client.ts'
import { useStillHere } from '#renderer/lib/still-here.ts'
import { PracticeBand } from '#renderer/shell/practice-band.tsx'
import { useLanguageSwitch } from '#renderer/shell/language-switch.tsx'
import { StatusStrip } from '#renderer/shell/status-strip.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { NewCaseForm } from './new-case-form.tsx'
import { OpenCase } from './open-case.tsx'
import { StartPanel } from './start-panel.tsx'
import { useDoors } from './use-doors.ts'

/** The first page: which case, and who is at work. Three doors: new, open a file, practice. */
export function StartPage() {
  const start = useShellQuery(shellContract.start, {})
  const [making, setMaking] = useState(false)
  const [aim, setAim] = useState<BackupAim>()
  const [chosen, setChosen] = useState<KnownCase>()
  const switchLanguage = useLanguageSwitch()
  const doors = useDoors(setChosen)
  useShellEvent((event) => {
    if (event.event !== 'menu') return
    if (event.item === 'new') setMaking(true)
    if (event.item === 'restore' || event.item === 'drill') setAim(event.item)
    if (event.item === 'open') doors.pickFile()
    if (event.item === 'practice') doors.openPractice()
    if (event.item === 'language') switchLanguage()
  })
  const [first, setFirst] = useState(start.data)
  if (!first && start.data) setFirst(start.data)
  // Open already when this page came up. A case that is opened from here shows itself.
  if (first?.open) return <IntoTheCase />
  const cases = start.data?.cases ?? []
  const known = chosen ?? cases.find(({ missing }) => !missing)
  return (
    <div className="start">
      <PracticeBand shown={!making && known?.practice === true} />
      <StartPanel />
      <main className="start-main">
        <Refusal error={start.error} />
        {aim ? (
          <RestorePanel key={aim} aim={aim} onLeave={() => setAim(undefined)} />
        ) : making ? (
          <NewCaseForm onLeave={() => setMaking(false)} />
        ) : (
          start.data && (
            <OpenCase
              known={known}
              cases={cases}
              doors={doors}
              onChoose={setChosen}
              onNew={() => setMaking(true)}
              onRestore={() => setAim('restore')}
            />
          )
        )}
      </main>
      <StatusStrip
        summary={undefined}
        device={start.data?.deviceName ?? ''}
        version={start.data?.version ?? ''}
      />
    </div>
  )
}

/** Leads to the open case, unless the window is on its way to one of its pages already. */
function IntoTheCase() {
  const navigate = useNavigate()
  const isStillHere = useStillHere('/start')
  useEffect(() => {
    if (isStillHere()) void navigate({ to: '/' })
  }, [navigate, isStillHere])
  return null
}
