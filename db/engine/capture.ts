import type Database from 'better-sqlite3-multiple-ciphers'

/**
 * Tables that no changeset holds, each with the reason. Every other table is captured, present and
 * future ones alike.
 */
export const uncaptured: Readonly<Record<string, string>> = {
  pen: 'who writes; empty between transactions',
  change: 'the capture itself',
  changeset: 'the capture itself',
  draft: 'half-filled forms stay on their device and are no record',
  informantKey: 'what opens a sealed informant: once destroyed it is gone from the history too',
  informantKeyEdition: 'whether informantKey changed',
  attachmentChunk: 'content is named by the hash in its row, which is captured',
  attachmentUpload: 'what is begun and not finished is no record',
  examination: 'counted from exposures and problems',
  examinationWeek: 'counted from examination',
  unitLook: 'counted from exposures',
  lookGroup: 'counted from unitLook',
  unitProblem: 'counted from problems',
  unitGroup: 'counted from examination and unitProblem',
  observerGroup: 'counted from unitProblem',
  stale: 'what is to be counted again; empty between transactions',
  rowCount: 'counted from the capture',
  searchDocument: 'made from the records',
  searchStale: 'what is to be read again for the search',
  searchText: 'made from the records',
  searchText_config: 'made from the records',
  searchText_data: 'made from the records',
  searchText_docsize: 'made from the records',
  searchText_idx: 'made from the records',
  kysely_migration: 'the schema version',
  kysely_migration_lock: 'the schema version',
}

/**
 * Those of them that nothing gives back which the log or the counting does: what is written there
 * lasts only once the journal of the database is flushed. The file beside the database has every
 * wrapped key too, but two copies were promised. Chunks of attachments come back from a backup alone.
 */
export const onlyInDatabase: readonly string[] = [
  'draft',
  'informantKey',
  'attachmentChunk',
  'attachmentUpload',
]

/** The tables of a case file whose every change is captured. */
export function capturedTables(handle: Database.Database): readonly string[] {
  return handle
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`,
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !(name in uncaptured))
}

/**
 * Makes the triggers that write each insert, update and delete into `change`, under the changeset
 * that the pen names; without a pen they refuse. Run after each upgrade: triggers of an older
 * shape of a table are replaced.
 */
export function installCapture(handle: Database.Database): void {
  for (const table of capturedTables(handle)) {
    const columns = handle
      .prepare<[], { name: string }>(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name)
    for (const [name, definition] of triggersOf(table, columns)) {
      const present = handle
        .prepare<[string], { sql: string }>(
          `select sql from sqlite_schema where type = 'trigger' and name = ?`,
        )
        .get(name)
      if (present?.sql === definition) continue
      handle.exec(`drop trigger if exists "${name}"; ${definition}`)
    }
  }
}

function triggersOf(table: string, columns: readonly string[]): [string, string][] {
  const object = (row: string) =>
    `json_object(${columns.map((column) => `'${column}', ${row}."${column}"`).join(', ')})`
  const differences = columns
    .map((column) => `select '${column}' as f, old."${column}" as o, new."${column}" as n`)
    .join(' union all ')
  const changed = `(select json_group_object(f, json_array(o, n)) from (${differences}) where o is not n)`
  const unequal = columns.map((column) => `old."${column}" is not new."${column}"`).join(' or ')
  return [
    trigger(table, 'insert', 'new', object('new'), ''),
    trigger(table, 'update', 'new', changed, `when ${unequal} `),
    trigger(table, 'delete', 'old', object('old'), ''),
  ]
}

function trigger(
  table: string,
  operation: string,
  row: string,
  content: string,
  when: string,
): [string, string] {
  const name = `capture_${table}_${operation}`
  return [
    name,
    `CREATE TRIGGER "${name}" after ${operation} on "${table}" ${when}begin insert into change (changeset, tableName, rowId, operation, content) values (coalesce((select changeset from pen), raise(abort, 'write.without-pen')), '${table}', ${row}.id, '${operation}', ${content}); end`,
  ]
}
