import { askCase } from '#renderer/lib/case-client.ts'

import { type ListEntry, PAGE_ROWS } from './record-pages.ts'

/** Reads every record of a question, page by page, and tells how many are there so far. */
export async function readAllRecords<Row>(
  entry: ListEntry<Row>,
  question: object,
  total: number,
  onRead: (done: number) => void,
): Promise<Row[]> {
  const rows: Row[] = []
  while (rows.length < total) {
    onRead(rows.length)
    const page = await askCase(entry, { ...question, offset: rows.length, limit: PAGE_ROWS })
    if (page.rows.length === 0) break
    rows.push(...page.rows)
  }
  return rows
}
