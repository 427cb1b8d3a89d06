import type { Reader } from './case-file.ts'

/** How many rows a table has, as kept up by the door: known at once, however many there are. */
export async function countRows(db: Reader, table: string): Promise<number> {
  const counted = await db
    .selectFrom('rowCount')
    .select('n')
    .where('tableName', '=', table)
    .executeTakeFirst()
  return counted?.n ?? 0
}
