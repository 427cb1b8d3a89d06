import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { z } from 'zod'

import type { Command, Entry, Query } from '#db/kernel/contract.ts'
import type { ShellEvent } from '#electron/shell/contract.ts'

import { ask } from './bridge.ts'
import { sealSecrets, type Unsealed } from './seal-secrets.ts'

/** Asks the machine once: files, lock, print, clipboard. Secrets are sealed. Throws a Failure. */
export async function askShell<I extends z.ZodType, O extends z.ZodType>(
  entry: Entry & { readonly input: I; readonly output: O },
  input: Unsealed<z.input<I>>,
): Promise<z.output<O>> {
  return (await ask('shell', entry, await sealSecrets(entry.name, input))).data
}

/** The answer to a question of the machine. */
export function useShellQuery<I extends z.ZodType, O extends z.ZodType>(
  entry: Query<I, O>,
  input: Unsealed<z.input<I>>,
): UseQueryResult<z.output<O>> {
  return useQuery({
    queryKey: ['shell', entry.name, input],
    queryFn: () => askShell(entry, input),
    staleTime: Infinity,
    networkMode: 'always',
    retry: false,
  })
}

/** A step of the machine. Afterwards what the machine told before is asked again. */
export function useShellCommand<I extends z.ZodType, O extends z.ZodType>(
  entry: Command<I, O>,
): UseMutationResult<z.output<O>, Error, Unsealed<z.input<I>>> {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['shell', entry.name],
    mutationFn: (input: Unsealed<z.input<I>>) => askShell(entry, input),
    onSuccess: () => client.invalidateQueries({ queryKey: ['shell'] }),
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  })
}

/** Hears what main tells as long as the component is on screen. */
export function useShellEvent(listener: (event: ShellEvent) => void): void {
  const hear = useEffectEvent(listener)
  useEffect(() => window.xundu.onEvent((event) => hear(event)), [])
}
