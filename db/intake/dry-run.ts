import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { Staged } from '#db/engine/staging.ts'

import { type Context, contextOf } from './context.ts'
import type { ImportChoices } from './contract.ts'

/** What the dry run found out of a ledger, and the import need not find out again. */
export type DryRun = {
  readonly context: Context
  /** The ids that the records of a ledger of problems have by their content, row by row. */
  readonly ids: (string | undefined)[]
  /** Those of them that the case file holds. */
  readonly present: Set<string>
  /** Whether all rows were gone through. */
  isWhole: boolean
}

type Kept = { readonly of: string; readonly found: DryRun }

const kept = new WeakMap<Staged, Kept>()

/**
 * What was found of a staged ledger under the same choices, as long as nothing has been written to
 * the case file since; otherwise the names alone, read anew.
 */
export async function dryRunOf(
  db: Reader,
  staged: Staged,
  choices: ImportChoices,
  today: string,
): Promise<DryRun> {
  const { rows } = await sql<{ last: number | null }>`
    select max(seq) as last from changeset
  `.execute(db)
  const of = JSON.stringify([choices, today, rows[0]?.last ?? 0])
  const before = kept.get(staged)
  if (before?.of === of) return before.found
  const context = await contextOf(db, choices)
  const found = { context, ids: [], present: new Set<string>(), isWhole: false }
  kept.set(staged, { of, found })
  return found
}
