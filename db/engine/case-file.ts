import type Database from 'better-sqlite3-multiple-ciphers'
import { Kysely, type Transaction } from 'kysely'

import { migrations } from '#db/migrations/index.ts'
import type { Tables } from '#db/tables.ts'

import { type Bulk, bulkOf } from './bulk.ts'
import { installCapture } from './capture.ts'
import { type OpenChangeset, openChangeset, type Pen } from './changeset.ts'
import { CaseDialect } from './dialect.ts'
import { type Gate, openGate } from './gate.ts'
import { pastTheLog } from './large-write.ts'
import { migrateToLatest } from './migrate.ts'
import { joinLog, type JoinOptions, type RecoveryReport } from './oplog/join-log.ts'
import { followLog, lasting } from './oplog/follow-log.ts'
import type { LogPlace } from './oplog/op-log.ts'
import { diskFailure, saving } from './oplog/saving.ts'
import { closeDatabase } from './open-database.ts'
import { type Settler, settlingOf } from './settling.ts'
import type { Hand } from './signing.ts'
import { type Stillness, stillnessOf } from './stillness.ts'

/**
 * Queries get a Reader, commands a Writer. The compiler holds them to it, and so does SQLite. A
 * Reader has nothing that writes; a Writer may stand wherever a Reader is asked for.
 */
export type Reader = Pick<
  Kysely<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'
>
export type Writer = Transaction<Tables>

/** A Writer as a Reader: the reading type only hides what a Reader may not do. */
export function readerOf(writer: Writer): Reader {
  return writer
}

/** An open case file: one encrypted handle that nobody else can open meanwhile. */
export type CaseFile = {
  readonly handle: Database.Database
  readonly bulk: Bulk
  /** What the operation log and the database had to give each other; only where there is a log. */
  readonly recovery: RecoveryReport | undefined
  /** Runs a question. No statement that writes runs meanwhile, as SQLite itself tells them. */
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>
  /**
   * Runs a change in one transaction under one pen; a throw leaves everything as it was. With a
   * log, a disk that is full or fails is told as `disk.full` or `disk.failed`, about the number of
   * the last changeset that is saved.
   */
  write<T>(pen: Pen, work: (writer: Writer) => Promise<T>, size?: 'large'): Promise<T>
  /** Whether settlers left something for later. */
  readonly unsettled: boolean
  /** Goes on with a portion of it. */
  settleMore(): Promise<void>
  /**
   * Moves what waits in the journal into the database and leaves that file as it is, so that another
   * process can read all of it, until the answer is called. Changes go on into the journal; a large
   * one waits.
   */
  holdStill(): Promise<() => void>
  close(): Promise<void>
}

/** The operation log that a case file is opened with. */
export type LogToJoin = Omit<LogPlace, 'schema'> & JoinOptions

/**
 * Brings an opened database to the newest schema and makes it a case file. With a log, database
 * and log first give each other what one of them has lost. With a hand, what its member writes is
 * signed. Fails with `case.newer-schema` when a newer version of the app wrote it.
 */
export async function openCaseFile(
  handle: Database.Database,
  settlers: readonly Settler[],
  toJoin?: LogToJoin,
  hand?: Hand,
): Promise<CaseFile> {
  const gate = openGate()
  const db = await upgraded(handle, gate)
  const joined = toJoin && joinAndFollow(handle, toJoin)
  const log = joined?.log
  let changeset: OpenChangeset | undefined
  const settling = settlingOf(handle, settlers)
  const stillness = stillnessOf(handle)
  const bulk = bulkOf(handle, gate, () => changeset?.read())

  async function change<T>(pen: Pen, work: () => Promise<T>) {
    try {
      changeset = openChangeset(handle, pen, log, hand)
      const result = await work()
      bulk.flush()
      settling.settle()
      changeset.close()
      return result
    } finally {
      bulk.drop()
      changeset = undefined
    }
  }
  return {
    handle,
    bulk,
    recovery: joined?.report,
    read: (work) => db.connection().execute((connection) => asking(gate, () => work(connection))),
    get unsettled() {
      return settling.left
    },
    settleMore: () =>
      inTurn(db, undefined, (connection) =>
        connection.transaction().execute(() => Promise.resolve(settling.settle())),
      ),
    holdStill: () => db.connection().execute(() => Promise.resolve(stillness.begin())),
    write: (pen, work, size) =>
      inTurn(db, size === 'large' ? stillness : undefined, (connection) => {
        const transact = () =>
          saving(log, () =>
            connection.transaction().execute((writer) => change(pen, () => work(writer))),
          )
        const describe = (error: unknown) => diskFailure(log, error)
        if (size === 'large') return pastTheLog(handle, transact, describe)
        return log ? lasting(handle, log, transact) : transact()
      }),
    async close() {
      try {
        await db.destroy()
        closeDatabase(handle)
      } finally {
        log?.close()
      }
    },
  }
}

/** From here on the database follows its log; what it was given before was still flushed. */
function joinAndFollow(handle: Database.Database, toJoin: LogToJoin): ReturnType<typeof joinLog> {
  const schema = Object.keys(migrations).at(-1) ?? ''
  const joined = joinLog(handle, { ...toJoin, schema }, toJoin)
  followLog(handle)
  return joined
}

async function upgraded(handle: Database.Database, gate: Gate): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: new CaseDialect(handle, gate) })
  await migrateToLatest(db)
  installCapture(handle)
  return db
}

/** Does something during which no statement may write. */
async function asking<T>(gate: Gate, work: () => Promise<T>): Promise<T> {
  gate.onlyQuestions = true
  try {
    return await work()
  } finally {
    gate.onlyQuestions = false
  }
}

/** Runs a change when the handle is free, and nobody holds its file still where that matters. */
async function inTurn<T>(
  db: Kysely<Tables>,
  stillness: Stillness | undefined,
  run: (connection: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  for (;;) {
    await stillness?.ended()
    const done = await db.connection().execute(async (connection) => {
      // Somebody took hold of the file while this one waited for its turn.
      if (stillness?.held === true) return undefined
      return { result: await run(connection) }
    })
    if (done) return done.result
  }
}
