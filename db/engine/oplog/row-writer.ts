import type Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import { capturedTables } from '../capture.ts'
import type { Change } from '../changeset.ts'

type Write = (content: string, id: string) => Database.RunResult

/**
 * Writes captured changes back as the rows that they were. SQLite takes the values out of the
 * captured text itself, so that no number passes through another type. What does not fit the rows
 * that are there is `log.conflict`. Columns that a later upgrade took away are passed over.
 */
export function rowWriter(handle: Database.Database): (change: Change) => void {
  const tables = new Map(
    capturedTables(handle).map((table) => [table, columnsOf(handle, table)] as const),
  )
  const known = new Map<string, Write>()

  function statementFor({ tableName, operation }: Change, fields: readonly string[]): Write {
    const name = `${tableName} ${operation} ${fields.join(' ')}`
    const found = known.get(name)
    if (found) return found
    const columns = tables.get(tableName)
    if (!columns) throw conflict(tableName)
    const made = prepare(
      handle,
      tableName,
      operation,
      fields.filter((field) => columns.has(field)),
    )
    known.set(name, made)
    return made
  }

  return (change) => {
    const content: Readonly<Record<string, unknown>> = JSON.parse(change.content)
    const id = change.operation === 'update' ? idBefore(content, change.rowId) : change.rowId
    const write = statementFor(change, change.operation === 'delete' ? [] : Object.keys(content))
    if (write(change.content, id).changes !== 1) throw conflict(change.tableName)
  }
}

function columnsOf(handle: Database.Database, table: string): ReadonlySet<string> {
  const rows = handle
    .prepare<[], { name: string }>(`select name from pragma_table_info('${table}')`)
    .all()
  return new Set(rows.map(({ name }) => name))
}

function prepare(
  handle: Database.Database,
  table: string,
  operation: string,
  fields: readonly string[],
): Write {
  const names = fields.map((field) => `"${field}"`).join(', ')
  if (operation === 'insert') {
    const values = fields.map((field) => `json_extract(@content, '$."${field}"')`).join(', ')
    const insert = handle.prepare<{ content: string }>(
      `insert into "${table}" (${names}) values (${values})`,
    )
    return (content) => insert.run({ content })
  }
  if (operation === 'update' && fields.length > 0) {
    const set = fields
      .map((field) => `"${field}" = json_extract(@content, '$."${field}"[1]')`)
      .join(', ')
    const update = handle.prepare<{ content: string; id: string }>(
      `update "${table}" set ${set} where id = @id`,
    )
    return (content, id) => update.run({ content, id })
  }
  if (operation === 'update') {
    return () => ({ changes: 1, lastInsertRowid: 0 })
  }
  const remove = handle.prepare<[string]>(`delete from "${table}" where id = ?`)
  return (_content, id) => remove.run(id)
}

/** An update of the id itself is captured under the new one. */
function idBefore(content: Readonly<Record<string, unknown>>, rowId: string): string {
  const changed: unknown = content['id']
  return Array.isArray(changed) ? String(changed[0]) : rowId
}

function conflict(table: string): Failure {
  return new Failure('refused', [{ code: 'log.conflict', about: [table] }])
}
