import { useState } from 'react'

import { type KnownCase, shellContract } from '#electron/shell/contract.ts'
import { useShellCommand, useShellEvent } from '#renderer/lib/shell-client.ts'
import { useOpening } from '#renderer/shell/session.ts'

/** The steps behind the doors of the start page, what they are doing, and what went wrong. */
export type Doors = {
  readonly pickFile: () => void
  readonly openPractice: () => void
  readonly forget: (handle: string) => void
  readonly practicePending: boolean
  /** How much of the practice case has been made, between 0 and 1; null when it is not being made. */
  readonly practiceShare: number | null
  readonly error: unknown
}

/** The doors of the start page; `onPicked` hears which file was chosen. */
export function useDoors(onPicked: (known: KnownCase) => void): Doors {
  const pick = useShellCommand(shellContract.pickCase)
  const practice = useShellCommand(shellContract.openPractice)
  const forgetting = useShellCommand(shellContract.forgetCase)
  const showOpened = useOpening()
  const [share, setShare] = useState<number | null>(null)
  useShellEvent((event) => {
    if (event.event !== 'progress' || event.call !== 'practice.load') return
    setShare(event.total > 0 ? event.done / event.total : 0)
  })

  function pickFile() {
    practice.reset()
    pick.mutate(
      {},
      {
        onSuccess: (known) => {
          if (known) onPicked(known)
        },
      },
    )
  }

  function openPractice() {
    if (practice.isPending) return
    pick.reset()
    setShare(null)
    showOpened(practice.mutateAsync({}))
  }

  return {
    pickFile,
    openPractice,
    forget: (handle) => forgetting.mutate({ handle }),
    practicePending: practice.isPending,
    practiceShare: practice.isPending ? share : null,
    error: pick.error ?? practice.error ?? forgetting.error,
  }
}
