import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'

import { shellContract } from '#electron/shell/contract.ts'
import { askShell, useShellCommand } from '#renderer/lib/shell-client.ts'

/** Where the person was when the case was locked, so that opening it again returns there. */
let left: { readonly title: string; readonly place: string } | undefined
let openTitle: string | undefined

/** Forgets every answer of a case that was locked and shows the start page. */
export async function leaveCase(queries: QueryClient, router: AnyRouter): Promise<void> {
  if (openTitle !== undefined) left = { title: openTitle, place: router.state.location.href }
  openTitle = undefined
  document.title = await windowTitle()
  queries.removeQueries({ queryKey: ['case'] })
  await queries.invalidateQueries({ queryKey: ['shell'] })
  await router.navigate({ to: '/start' })
}

/** Shows a case that was just opened: the page where it was locked, otherwise the landing page. */
export function useEnterCase(): (title: string) => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return async (title) => {
    queries.removeQueries({ queryKey: ['case'] })
    await queries.invalidateQueries({ queryKey: ['shell'] })
    openTitle = title
    const back = left?.title === title ? left.place : '/'
    left = undefined
    router.history.push(back)
  }
}

/** Locks the open case at once. */
export function useLock(): () => void {
  const queries = useQueryClient()
  const router = useRouter()
  const lock = useShellCommand(shellContract.lock)
  return () => {
    void lock.mutateAsync({}).then(() => leaveCase(queries, router))
  }
}

/** Names the window after the open case; a locked window shows the product alone. */
export function nameWindow(title: string, product: string): void {
  openTitle = title
  document.title = `${title} · ${product}`
}

async function windowTitle(): Promise<string> {
  const { i18n } = await import('#renderer/lib/i18n.ts')
  return i18n.t('common:product')
}
