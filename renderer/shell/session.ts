import { useQueryClient } from '@tanstack/react-query'
import { type AnyRouter, useRouter } from '@tanstack/react-router'

import { shellContract } from '#electron/shell/contract.ts'
import { keepEverything } from '#renderer/lib/before-lock.ts'
import { i18n } from '#renderer/lib/i18n.ts'
import { readKept } from '#renderer/lib/kept-state.ts'
import { keepPlace, takePlace } from '#renderer/lib/place.ts'
import { askShell, useShellCommand } from '#renderer/lib/shell-client.ts'
import { readSpot } from '#renderer/lib/spot.ts'

/**
 * Goes blank at once, has every form keep what is being written, and tells main, which then ends
 * the case and loads this page anew. Nothing that is open on the page holds this up.
 */
export async function putAway(router: AnyRouter, keepsPlace: boolean): Promise<void> {
  const { href, state } = router.state.location
  const spot = readSpot()
  goBlank()
  await nextTask()
  const { forms, kept } = keepEverything()
  const placed =
    keepsPlace && keepPlace({ href, state: ownState(state), spot, forms, kept: readKept() })
  await Promise.allSettled([kept, placed])
  await askShell(shellContract.lockReady, {})
}

/** What pages put into a step of the history, without what the router counts there. */
function ownState(state: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(state).filter(([name]) => name !== 'key' && !name.startsWith('__')),
  )
}

/** Leaves nothing to be seen, neither on the page nor in the title of the window. */
function goBlank(): void {
  // A field that is left states what was typed in it.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  document.title = i18n.t('common:product')
  document.documentElement.dataset['locked'] = ''
}

/** Waits until the page has taken in what was just stated; timers of a minimised page are slow. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => resolve(), { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

/** Shows a case that was just opened: the page where it was locked, otherwise `instead`. */
export function useEnterCase(): (instead?: string) => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return async (instead = '/') => {
    queries.removeQueries({ queryKey: ['case'] })
    // A place that cannot be read is no reason to stay outside.
    const place = await takePlace().catch(() => undefined)
    await queries.refetchQueries({ queryKey: ['shell'] })
    router.history.push(place?.href ?? instead, place?.state)
  }
}

/**
 * Shows a case once a step of the machine has opened it, and wipes what was typed for it. The step
 * is awaited here: a form that is gone before the answer hears of it no more.
 */
export function useOpening(): (
  opening: Promise<unknown>,
  typed?: readonly (Uint8Array | null)[],
  instead?: string,
) => void {
  const enter = useEnterCase()
  return (opening, typed = [], instead = '/') => {
    void opening
      .then(
        () => enter(instead),
        // The form tells what went wrong.
        () => undefined,
      )
      .finally(() => {
        for (const secret of typed) secret?.fill(0)
      })
  }
}

/** Locks the open case at once; main loads the page anew. */
export function useLock(): () => void {
  const lock = useShellCommand(shellContract.lock)
  return () => lock.mutate({})
}

/** Names the window after the open case; a locked window shows the product alone. */
export function nameWindow(title: string): void {
  document.title = `${title} · ${i18n.t('common:product')}`
}
