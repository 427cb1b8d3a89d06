import { type Kysely, sql } from 'kysely'

/** Runs statements one after the other. */
export async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** Each event of a table, and the rows that a trigger on it sees. */
export const EVENTS = [
  ['insert', 'new.roundId'],
  ['update', 'old.roundId, new.roundId'],
  ['delete', 'old.roundId'],
] as const
