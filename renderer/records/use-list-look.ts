import { useEffect, useEffectEvent, useRef } from 'react'
import { z } from 'zod'

import { draftContract } from '#db/draft/contract.ts'
import type { ViewedList } from '#db/view/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useSettled } from '#renderer/lib/use-settled.ts'

/** Milliseconds after the last change before a look is kept. */
const PAUSE = 600

/** How a list is looked at: what it shows, in which order, and without which columns. */
export type Look<Filter, Sorting> = {
  readonly filter: Filter
  readonly sorting: Sorting
  readonly hidden: readonly string[]
}

/** A look as it is kept; its parts are checked by the list that they belong to. */
const Kept = z.object({ filter: z.unknown(), sorting: z.unknown(), hidden: z.array(z.string()) })

type Given<F extends z.ZodType, S extends z.ZodType> = {
  readonly list: ViewedList
  readonly filterSchema: F
  readonly sortingSchema: S
  readonly filter: z.output<F>
  readonly initialSorting: z.output<S>
  /** Puts a filter into the address of the page. */
  readonly onFilter: (filter: z.output<F>) => void
}

export type ListLook<Filter, Sorting> = Look<Filter, Sorting> & {
  readonly list: ViewedList
  readonly setSorting: (sorting: Sorting) => void
  readonly setHidden: (hidden: readonly string[]) => void
  /** Looks as a saved view does; false where the view is of another kind. */
  readonly apply: (look: string) => boolean
}

/**
 * How a list is looked at. It is kept on this device, in the encrypted case, for the member who is
 * at work: who comes back to the list finds it as he left it, unless a link asked for something.
 */
export function useListLook<F extends z.ZodType, S extends z.ZodType>({
  list,
  filterSchema,
  sortingSchema,
  filter,
  initialSorting,
  onFilter,
}: Given<F, S>): ListLook<z.output<F>, z.output<S>> {
  const [sorting, setSorting] = useKeptState(`${list}.sorting`, sortingSchema, initialSorting)
  const [hidden, setHidden] = useKeptState(`${list}.hidden`, z.array(z.string()), [])
  const look = { filter, sorting, hidden }

  function apply(text: string): boolean {
    const kept = Kept.safeParse(parsed(text)).data
    const was = filterSchema.safeParse(kept?.filter)
    const order = sortingSchema.safeParse(kept?.sorting)
    if (!kept || !was.success || !order.success) return false
    onFilter(was.data)
    setSorting(order.data)
    setHidden(kept.hidden)
    return true
  }

  const plain = JSON.stringify(filterSchema.parse({})) === JSON.stringify(filter)
  useRemembered(list, JSON.stringify(look), plain, apply)
  return { ...look, list, setSorting, setHidden: (keys) => setHidden([...keys]), apply }
}

/** Brings the last look back once, before anything is asked for, and keeps each that follows. */
function useRemembered(
  list: ViewedList,
  look: string,
  plain: boolean,
  apply: (look: string) => boolean,
): void {
  const drafts = useCaseQuery(draftContract.list, {})
  const save = useCaseCommand(draftContract.save)
  const kept = useRef<string>(undefined)
  const known = drafts.data?.find(({ form, subject }) => form === 'list' && subject === list)
  const begin = useEffectEvent(() => {
    kept.current = known?.content ?? look
    if (known && plain && known.content !== look) apply(known.content)
  })
  const ready = drafts.data !== undefined
  useEffect(() => {
    if (ready) begin()
  }, [ready])
  const settled = useSettled(look, PAUSE)
  const keep = useEffectEvent((content: string) => {
    if (kept.current === undefined || kept.current === content) return
    kept.current = content
    save.mutate({ form: 'list', subject: list, title: '', content })
  })
  useEffect(() => keep(settled), [settled])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
