import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type AnyRouter, useRouter } from '@tanstack/react-router'

import { shellContract } from '#electron/shell/contract.ts'
import { i18n } from '#renderer/lib/i18n.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'

/** Where the person was when the case was locked, so that opening it again returns there. */
let left: { readonly title: string; readonly place: string } | undefined
let openTitle: string | undefined

/** Shows the start page and forgets every answer of the case that was locked. */
export async function leaveCase(queries: QueryClient, router: AnyRouter): Promise<void> {
  if (openTitle !== undefined) left = { title: openTitle, place: router.state.location.href }
  openTitle = undefined
  document.title = i18n.t('common:product')
  await queries.invalidateQueries({ queryKey: ['shell'] })
  await router.navigate({ to: '/start' })
  queries.removeQueries({ queryKey: ['case'] })
  queries.removeQueries({ queryKey: ['shell', shellContract.keys.name] })
}

/** Shows a case that was just opened: the page where it was locked, otherwise `place`. */
export function useEnterCase(): (title: string, place?: string) => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return async (title, place = '/') => {
    queries.removeQueries({ queryKey: ['case'] })
    await queries.refetchQueries({ queryKey: ['shell'] })
    openTitle = title
    const back = left?.title === title ? left.place : place
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
export function nameWindow(title: string): void {
  openTitle = title
  document.title = `${title} · ${i18n.t('common:product')}`
}
