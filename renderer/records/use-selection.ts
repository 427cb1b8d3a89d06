import { useState } from 'react'

/** The records of a list that were picked for one step together, in the order of picking. */
export type Selection<Row> = {
  readonly rows: readonly Row[]
  readonly has: (id: string) => boolean
  readonly toggle: (row: Row) => void
  readonly add: (row: Row) => void
  readonly drop: (passes: (row: Row) => boolean) => void
  readonly clear: () => void
}

type Picked<Row> = { readonly question: string; readonly rows: readonly Row[] }

/** Keeps what was picked while the list answers the same question: what is not shown is not picked. */
export function useSelection<Row extends { readonly id: string }>(
  question: object,
): Selection<Row> {
  const asked = JSON.stringify(question)
  const [picked, setPicked] = useState<Picked<Row>>({ question: asked, rows: [] })
  const rows = picked.question === asked ? picked.rows : []
  const put = (next: readonly Row[]) => setPicked({ question: asked, rows: next })
  const has = (id: string) => rows.some((row) => row.id === id)
  return {
    rows,
    has,
    toggle: (row) => put(has(row.id) ? rows.filter(({ id }) => id !== row.id) : [...rows, row]),
    add: (row) => put(has(row.id) ? rows : [...rows, row]),
    drop: (passes) => put(rows.filter((row) => !passes(row))),
    clear: () => put([]),
  }
}
