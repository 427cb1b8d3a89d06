import { type Dispatch, type SetStateAction, useEffect, useEffectEvent, useState } from 'react'
import type { z } from 'zod'

const held = new Map<string, () => unknown>()
const comingBack = new Map<string, unknown>()

/**
 * State like `useState` that is the same after a lock: what is typed where there is no draft, and
 * how a page is looked at. `name` tells it from all others on the page. It has to be JSON.
 */
export function useKeptState<S extends z.ZodType>(
  name: string,
  schema: S,
  initial: z.output<S>,
): [z.output<S>, Dispatch<SetStateAction<z.output<S>>>] {
  const [value, setValue] = useState<z.output<S>>(() => takeBack(name, schema, initial))
  const read = useEffectEvent(() => value)
  useEffect(() => {
    held.set(name, () => read())
    return () => {
      held.delete(name)
    }
  }, [name])
  return [value, setValue]
}

/** Reads all that is kept on the page now. */
export function readKept(): Record<string, unknown> {
  return Object.fromEntries([...held].map(([name, read]) => [name, read()]))
}

/** What was kept waits here for the parts of the page that it belongs to, each of which takes it once. */
export function bringKept(kept: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(kept)) comingBack.set(name, value)
}

function takeBack<S extends z.ZodType>(name: string, schema: S, initial: z.output<S>): z.output<S> {
  if (!comingBack.has(name)) return initial
  const parsed = schema.safeParse(comingBack.get(name))
  comingBack.delete(name)
  return parsed.success ? parsed.data : initial
}
