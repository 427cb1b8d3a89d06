import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { z } from 'zod'

import { searchContract, type SearchHit, SearchKind } from '#db/search/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'

import { recordAt } from './places.ts'

const KEPT = 8

const Recent = z.array(z.strictObject({ kind: SearchKind, id: z.string() }))

/** The records that were opened last, the newest first. They are kept over a lock, and nowhere else. */
export function useRecent(): readonly SearchHit[] {
  const [recent, setRecent] = useKeptState('palette.recent', Recent, [])
  const { pathname, search } = useRouterState({ select: ({ location }) => location })
  const opened = recordAt(pathname, search.open)
  const kind = opened?.kind
  const id = opened?.id
  useEffect(() => {
    if (kind === undefined || id === undefined) return
    setRecent((known) => [{ kind, id }, ...known.filter((each) => each.id !== id)].slice(0, KEPT))
  }, [kind, id, setRecent])
  const named = useCaseQuery(
    searchContract.named,
    { records: recent },
    { enabled: recent.length > 0 },
  )
  return recent.length > 0 ? (named.data ?? []) : []
}
