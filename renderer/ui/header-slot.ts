import { createContext, type ReactNode } from 'react'

/** What the shell puts at the right of every page header: search, the person, the lock. */
export const HeaderSlot = createContext<ReactNode>(null)
