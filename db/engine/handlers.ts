import type { z } from 'zod'

import type { Command, Contract, Query } from '#db/kernel/contract.ts'

import type { Bulk } from './bulk.ts'
import type { Reader, Writer } from './case-file.ts'
import type { KeyCost } from './keys/derivation.ts'
import type { Staging } from './staging.ts'

/** Time, chance, identity and the machine, as the host of the case file gives them. */
export type Host = {
  readonly deviceId: string
  /** Now, in UTC, ISO 8601 with milliseconds. */
  now(): string
  /** Today's civil date in China. */
  today(): string
  newId(): string
  /** Work of a new key derivation; measured on this machine where it is not given. */
  readonly keyCost?: KeyCost
  report(error: unknown): void
}

/** All that a handler may know besides its input and the case file. */
export type World = Host & {
  /** The member who acts. */
  readonly actor: string
  readonly staging: Staging
  readonly bulk: Bulk
  /** Tells how far a long command is, and lets it be cancelled: throws Failure `cancelled`. */
  pause(done: number, total: number): Promise<void>
}

/** One handler for every query of a contract; the compiler finds a missing one. */
export type QueryHandlers<C extends Contract> = {
  readonly [K in keyof C as C[K] extends Query ? K : never]: (
    db: Reader,
    input: z.output<C[K]['input']>,
    world: World,
  ) => Promise<z.input<C[K]['output']>>
}

/** One handler for every command of a contract. */
export type CommandHandlers<C extends Contract> = {
  readonly [K in keyof C as C[K] extends Command ? K : never]: (
    tx: Writer,
    input: z.output<C[K]['input']>,
    world: World,
  ) => Promise<z.input<C[K]['output']>>
}
