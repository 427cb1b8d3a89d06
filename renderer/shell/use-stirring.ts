import { useEffect } from 'react'

import { shellContract } from '#electron/shell/contract.ts'
import { askShell } from '#renderer/lib/shell-client.ts'

const ACTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'input'] as const
/** Input is told once in so many milliseconds. */
const REST = 1000

/** Tells main that somebody works in the window, so that the case stays open; at once in a countdown. */
export function useStirring(counting: boolean): void {
  const rest = counting ? 0 : REST
  useEffect(() => {
    let last = -Infinity
    function stir({ timeStamp }: Event) {
      if (timeStamp - last < rest) return
      last = timeStamp
      // A lock that was already begun answers nothing.
      void askShell(shellContract.stir, {}).catch(() => undefined)
    }
    for (const act of ACTS) window.addEventListener(act, stir, { capture: true, passive: true })
    return () => {
      for (const act of ACTS) window.removeEventListener(act, stir, true)
    }
  }, [rest])
}
