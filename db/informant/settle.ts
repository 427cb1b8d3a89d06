import type Database from 'better-sqlite3-multiple-ciphers'

import type { Settler } from '#db/engine/settling.ts'
import { type KeyCopy, readKeyCopies, writeKeyCopies } from '#db/engine/keys/key-copies.ts'
import { prepared } from '#db/engine/prepared.ts'

/** The file beside the database that holds a second copy of the wrapped keys. */
export const KEY_COPIES = 'informant-keys.json'

/** The wrapped keys of a case in their two places: the database, and a file beside it. */
type KeyCopies = {
  /** Has the file follow the database before each transaction ends that touched a key. */
  readonly settle: Settler
  /** Brings both to the same at an opening, after database and log have found together. */
  agree(handle: Database.Database): void
}

/**
 * The operation log holds no wrapped key, so that a destroyed one is gone; a database that was made
 * anew from the log therefore gets them from the file. The file is written before the commit: a key
 * that is saved has its copy, and a key that was destroyed has none.
 */
export function openKeyCopies(path: string): KeyCopies {
  let written = ''
  /** Keys of informants that this database does not know, such as one brought back from a backup. */
  let unknown: readonly KeyCopy[] = []

  return {
    settle(handle) {
      const edition = editionOf(handle)
      if (edition === written) return
      writeKeyCopies(path, [...keysIn(handle), ...unknown])
      written = edition
    },
    agree(handle) {
      const copies = readKeyCopies(path)
      handle.transaction(() => {
        forgetDestroyed(handle)
        unknown = copies.filter((copy) => takeIn(handle, copy) === 'unknown')
      })()
      const all = [...keysIn(handle), ...unknown]
      written = editionOf(handle)
      if (JSON.stringify(all) === JSON.stringify(copies)) return
      try {
        writeKeyCopies(path, all)
      } catch {
        // A full disk or a place that cannot be written: the next change of a key tries again.
        written = 'none'
      }
    },
  }
}

/** Empty before the first key. */
function editionOf(handle: Database.Database): string {
  const edition = prepared(handle, 'select edition from informantKeyEdition').pluck().get()
  return typeof edition === 'string' ? edition : ''
}

function keysIn(handle: Database.Database): KeyCopy[] {
  return handle
    .prepare<[], KeyCopy>(
      'select informantId, recipient, wrapped from informantKey order by informantId',
    )
    .all()
}

/** A replay of the log runs without triggers, so what it destroys still has its key. */
function forgetDestroyed(handle: Database.Database): void {
  handle.exec(
    `delete from informantKey
     where informantId in (select id from informant where destroyedAt is not null)`,
  )
}

/** Takes a copy into the database where it lacks the key, or has it for an older role. */
function takeIn(handle: Database.Database, copy: KeyCopy): 'known' | 'unknown' {
  const known = handle
    .prepare<[string], { destroyed: number; recipient: string | null; role: string | null }>(
      `select destroyedAt is not null as destroyed, informantKey.recipient as recipient,
              (select recipient from informantRole) as role
       from informant left join informantKey on informantKey.informantId = informant.id
       where informant.id = ?`,
    )
    .get(copy.informantId)
  if (!known) return 'unknown'
  const newer = known.recipient !== known.role && copy.recipient === known.role
  if (known.destroyed === 0 && (known.recipient === null || newer)) {
    handle
      .prepare('insert or replace into informantKey values (?, ?, ?)')
      .run(copy.informantId, copy.recipient, copy.wrapped)
  }
  return 'known'
}
