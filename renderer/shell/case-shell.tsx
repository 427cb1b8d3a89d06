import './shell.css'

import { Navigate, Outlet, useNavigate } from '@tanstack/react-router'
import type { RefSelectProps } from 'antd'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'

import { casefileContract } from '#db/casefile/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { RecoveryNotice } from '#renderer/backup/recovery-notice.tsx'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useNewDays } from '#renderer/lib/today.ts'
import { isTyping } from '#renderer/lib/typing.ts'
import { useShellEvent, useShellQuery } from '#renderer/lib/shell-client.ts'
import { HeaderSlot } from '#renderer/ui/header-slot.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { HeaderTools } from './header-tools.tsx'
import { shellStepOf } from './keys.ts'
import { useLanguageSwitch } from './language-switch.tsx'
import { railEntries } from './navigation.tsx'
import { PracticeBand } from './practice-band.tsx'
import { Rail } from './rail.tsx'
import { nameWindow, useLock } from './session.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { StatusStrip } from './status-strip.tsx'
import { useUndo } from './use-undo.ts'

/** The window around the pages of an open case; without one it leads to the start page. */
export function CaseShell() {
  const start = useShellQuery(shellContract.start, {})
  if (start.error) return <Refusal error={start.error} />
  if (!start.data) return null
  if (!start.data.open) return <Navigate to="/start" replace />
  return <OpenCase device={start.data.deviceName} />
}

function OpenCase({ device }: { readonly device: string }) {
  const search = useRef<RefSelectProps>(null)
  const [keysShown, showKeys] = useState(false)
  const { data: summary, error } = useCaseQuery(casefileContract.summary, {})
  const title = summary?.title
  useShellKeys(search, () => showKeys(true))
  useNewDays()
  useMenu(() => showKeys(true))
  useEffect(() => {
    if (title !== undefined) nameWindow(title)
  }, [title])
  return (
    <div className="shell">
      <PracticeBand shown={summary?.practice === true} />
      <Rail summary={summary} />
      <div className="shell-page">
        <Refusal error={error} />
        <RecoveryNotice />
        <HeaderSlot
          value={<HeaderTools summary={summary} search={search} onKeys={() => showKeys(true)} />}
        >
          {(summary ?? error) && <Outlet />}
        </HeaderSlot>
      </div>
      <StatusStrip summary={summary} device={device} version="" />
      <ShortcutsDialog open={keysShown} onClose={() => showKeys(false)} />
    </div>
  )
}

/** Ctrl+K, Ctrl+L, Ctrl+Z, Ctrl+/ and Alt with a digit, from anywhere on the page. */
function useShellKeys(search: RefObject<RefSelectProps | null>, showKeys: () => void): void {
  const navigate = useNavigate()
  const lock = useLock()
  const undo = useUndo()
  const press = useEffectEvent((event: KeyboardEvent) => {
    const asked = event.isComposing ? undefined : shellStepOf(event)
    // In a field the key takes back what was typed.
    if (!asked || (asked.step === 'undo' && isTyping(event.target))) return
    event.preventDefault()
    if (asked.step === 'search') search.current?.focus()
    if (asked.step === 'lock') lock()
    if (asked.step === 'undo') undo()
    if (asked.step === 'keys') showKeys()
    const entry = asked.step === 'go' && railEntries.find(({ key }) => key === asked.digit)
    if (entry) void navigate({ to: entry.to })
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}

/** What the window's menu asks of an open case. */
function useMenu(showKeys: () => void): void {
  const switchLanguage = useLanguageSwitch()
  const navigate = useNavigate()
  useShellEvent((event) => {
    if (event.event !== 'menu') return
    if (event.item === 'language') switchLanguage()
    if (event.item === 'keys') showKeys()
    if (event.item === 'restore') void navigate({ to: '/case/backup' })
    if (event.item === 'drill') {
      void navigate({ to: '/case/backup', search: { drill: 'newest' } })
    }
  })
}
