import Database from 'better-sqlite3-multiple-ciphers'

/** What every statement passes on its way to a case file. */
export type Gate = {
  /** Whether only questions may be put at the moment. */
  onlyQuestions: boolean
  /** Writes the rows that wait, so that no statement overtakes them. */
  flush: () => void
}

/** A gate that stands open and before which nothing waits. */
export function openGate(): Gate {
  return { onlyQuestions: false, flush: () => {} }
}

/**
 * Refuses a statement that writes while only questions may be put, in SQLite's own words. The
 * setting query_only would do the same, but each turn of it has all statements prepared again.
 */
export function passGate(gate: Gate, statement: Database.Statement): void {
  if (gate.onlyQuestions && !statement.readonly) {
    throw new Database.SqliteError('attempt to write a readonly database', 'SQLITE_READONLY')
  }
}
