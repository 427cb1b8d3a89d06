import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { z } from 'zod'

import type { Command, Entry, Query } from '#db/kernel/contract.ts'

import { type Answer, ask } from './bridge.ts'
import { sealSecrets } from './seal-secrets.ts'

/** Counts the changes that were told, so that an answer can be seen to be older than a change. */
let changes = 0
const changedAt = new Map<string, number>()

/** Asks the open case file once; secrets in it are sealed on the way. Throws a Failure. */
export async function askCase<I extends z.ZodType, O extends z.ZodType>(
  entry: Entry & { readonly input: I; readonly output: O },
  input: z.input<I>,
): Promise<z.output<O>> {
  return (await ask('call', entry, await sealSecrets(entry.name, input))).data
}

/** `keepPrevious: false` for a record page that must not show another record meanwhile. */
export type CaseQueryOptions = { readonly enabled?: boolean; readonly keepPrevious?: boolean }

/**
 * The answer to a question of the open case file. It is kept until a change writes one of the
 * tables that it was read from.
 */
export function useCaseQuery<I extends z.ZodType, O extends z.ZodType>(
  entry: Query<I, O>,
  input: z.input<I>,
  { enabled = true, keepPrevious = true }: CaseQueryOptions = {},
): UseQueryResult<z.output<O>> {
  return useQuery({
    ...caseQueryOptions(entry, input),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}

/** The same question for `useQueries`, where many inputs are asked at once. */
export function caseQueryOptions<I extends z.ZodType, O extends z.ZodType>(
  entry: Query<I, O>,
  input: z.input<I>,
) {
  return queryOptions({
    queryKey: ['case', entry.name, input],
    queryFn: () => askFresh(entry, input),
    select: (answer: Answer<z.output<O>>) => answer.data,
    staleTime: Infinity,
    networkMode: 'always',
    retry: false,
  })
}

/** A change of the open case file. Its error is a Failure. */
export function useCaseCommand<I extends z.ZodType, O extends z.ZodType>(
  entry: Command<I, O>,
): UseMutationResult<z.output<O>, Error, z.input<I>> {
  return useMutation({
    mutationKey: ['case', entry.name],
    mutationFn: (input: z.input<I>) => askCase(entry, input),
    networkMode: 'always',
    retry: false,
  })
}

/** Marks every held answer that was read from one of these tables; what is on screen asks again. */
export async function forgetAnswers(client: QueryClient, tables: readonly string[]): Promise<void> {
  changes += 1
  for (const table of tables) changedAt.set(table, changes)
  await client.invalidateQueries({
    queryKey: ['case'],
    predicate: ({ state }) => readsOf(state.data).some((table) => tables.includes(table)),
  })
}

/** Asks until no change has overtaken the answer on its way. */
async function askFresh<I extends z.ZodType, O extends z.ZodType>(
  entry: Query<I, O>,
  input: z.input<I>,
): Promise<Answer<z.output<O>>> {
  for (;;) {
    const before = changes
    const answer = await ask('call', entry, input)
    if (answer.reads.every((table) => (changedAt.get(table) ?? 0) <= before)) return answer
  }
}

function readsOf(held: unknown): readonly string[] {
  const answered = typeof held === 'object' && held !== null && 'reads' in held
  return answered && Array.isArray(held.reads) ? held.reads.map(String) : []
}
