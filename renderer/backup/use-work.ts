import { useEffect, useState } from 'react'

import { RestoreStep } from '#db/backup/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { askShell, useShellEvent } from '#renderer/lib/shell-client.ts'

const CALL = 'backup.'

/** How far the work on a backup is: its step, and how much of that is done, from 0 to 1. */
export type WorkShare = { readonly step: RestoreStep; readonly share: number }

/** Follows the work on a backup; whoever leaves the page has no use for what nobody shows. */
export function useWorkShare(): WorkShare | null {
  const [share, setShare] = useState<WorkShare | null>(null)
  useShellEvent((event) => {
    if (event.event !== 'progress' || !event.call.startsWith(CALL)) return
    const step = RestoreStep.safeParse(event.call.slice(CALL.length))
    if (step.success) setShare({ step: step.data, share: event.done / Math.max(1, event.total) })
  })
  useEffect(() => stopWork, [])
  return share
}

export function stopWork(): void {
  void askShell(shellContract.stopBackupWork, {})
}

/** The whole of a work as one number from 0 to 100: each step takes the same. */
export function percentOf({ step, share }: WorkShare, steps: readonly RestoreStep[]): number {
  const at = Math.max(0, steps.indexOf(step))
  return Math.round(((at + share) / steps.length) * 100)
}
