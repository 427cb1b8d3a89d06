import type { Change } from '../changeset.ts'
import { changesIn, type LoggedHead, readHead } from './changeset-text.ts'
import type { LogDisk, LogFile } from './disk.ts'
import { type LogKey, readFrame } from './segment.ts'
import type { LogEntry } from './survey.ts'

/** A changeset as the log holds it. Its changes can be read once, one by one. */
export type LoggedChangeset = {
  readonly head: LoggedHead
  readonly changes: Iterable<Change>
}

/**
 * Opens one changeset of the log for the time of the work. The digest over what was read tells
 * whether it is whole; nothing here does.
 */
export function withChangeset<T>(
  disk: LogDisk,
  key: LogKey,
  entry: LogEntry,
  work: (changeset: LoggedChangeset) => T,
): T {
  const file = disk.open(entry.segment)
  try {
    const first = readFrame(file, key.key, entry.at, entry.end)
    const head = first && readHead(first.body)
    if (!head) throw new Error('a changeset of the log was changed while it was read')
    return work({ head, changes: changesIn(bodiesOf(file, key, entry)) })
  } finally {
    file.close()
  }
}

function* bodiesOf(file: LogFile, { key }: LogKey, { at, end }: LogEntry): Generator<Buffer> {
  let next = at
  while (next < end) {
    const frame = readFrame(file, key, next, end)
    if (!frame) return
    yield frame.body
    next += frame.length
  }
}
