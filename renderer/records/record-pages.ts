import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'

import type { Query } from '#db/kernel/contract.ts'
import { caseQueryOptions, useCaseQuery } from '#renderer/lib/case-client.ts'

/** Rows that are asked for at once; the most that a list of the contract gives. */
export const PAGE_ROWS = 200

/** Browsers lay out no box higher than 2^25 pixels; this many rows of 32 px stay below it. */
export const MOST_ROWS = 1_000_000

export type RecordPage<Row> = { readonly total: number; readonly rows: readonly Row[] }
export type ListEntry<Row> = Query<z.ZodType, z.ZodType<RecordPage<Row>>>

export type RecordPages<Row> = {
  /** All records of the question; undefined until the first page is there. */
  readonly total: number | undefined
  readonly error: Error | null
  /** The record at a place of the list, or undefined while its page is on the way. */
  readonly rowAt: (index: number) => Row | undefined
  /** The place of the first loaded record that passes, or −1. */
  readonly find: (passes: (row: Row) => boolean) => number
  /** Says which places are on screen, so that their pages are asked for. */
  readonly show: (first: number, last: number) => void
}

/** The page offsets that hold the places from `first` to `last`, both included. */
export function pageOffsets(first: number, last: number, total: number): number[] {
  const from = Math.floor(Math.max(first, 0) / PAGE_ROWS)
  const to = Math.floor(Math.min(last, total - 1) / PAGE_ROWS)
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, at) => (from + at) * PAGE_ROWS)
}

/** A list of any length, of which only the pages on screen are asked for. */
export function useRecordPages<Row>(entry: ListEntry<Row>, question: object): RecordPages<Row> {
  const [shown, setShown] = useState({ first: 0, last: 0 })
  const head = useCaseQuery(entry, { ...question, offset: 0, limit: PAGE_ROWS })
  const total = head.data?.total
  const offsets = pageOffsets(shown.first, shown.last, total ?? 0).filter((offset) => offset > 0)
  const others = useQueries({
    queries: offsets.map((offset) =>
      caseQueryOptions(entry, { ...question, offset, limit: PAGE_ROWS }),
    ),
  })
  const pages = new Map([
    [0, head.data?.rows],
    ...zip(
      offsets,
      others.map(({ data }) => data?.rows),
    ),
  ])

  return {
    total,
    error: head.error ?? others.find(({ error }) => error !== null)?.error ?? null,
    rowAt: (index) => pages.get(index - (index % PAGE_ROWS))?.[index % PAGE_ROWS],
    find(passes) {
      for (const [offset, rows] of pages) {
        const at = rows?.findIndex(passes) ?? -1
        if (at >= 0) return offset + at
      }
      return -1
    },
    show(first, last) {
      const aligned = { first: first - (first % PAGE_ROWS), last: last - (last % PAGE_ROWS) }
      setShown((known) =>
        known.first === aligned.first && known.last === aligned.last ? known : aligned,
      )
    },
  }
}

function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B | undefined][] {
  return left.map((each, at) => [each, right[at]])
}
