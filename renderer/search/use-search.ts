import { searchContract } from '#db/search/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'

/** What all records say about a text: the newest hits of each kind, and how many there are. */
export function useSearch(text: string, limit: number) {
  const sought = text.trim().slice(0, 100)
  const enabled = sought !== ''
  const found = useCaseQuery(searchContract.find, { text: sought, limit }, { enabled })
  const counted = useCaseQuery(searchContract.count, { text: sought }, { enabled })
  return {
    groups: enabled ? (found.data ?? []) : [],
    counts: new Map(counted.data?.map(({ kind, count }) => [kind, count])),
    error: found.error ?? counted.error,
    pending: enabled && found.data === undefined,
  }
}
