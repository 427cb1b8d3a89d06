import { sql } from 'kysely'

/** A list of texts that a statement of one shape takes, however many they are. */
export function listOf(texts: Iterable<string>) {
  return sql<string>`(select value from json_each(${JSON.stringify([...new Set(texts)])}))`
}
