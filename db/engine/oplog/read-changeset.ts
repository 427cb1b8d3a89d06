import type { Change } from '../changeset.ts'
import { linesOf, type LoggedHead, readChange, readHead } from './changeset-text.ts'
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
    const lines = linesOf(bodiesOf(file, key, entry))
    const first = lines.next()
    const head = first.done ? undefined : readHead(first.value)
    if (!head) throw new Error('a changeset of the log was changed while it was read')
    return work({ head, changes: changesIn(lines) })
  } finally {
    file.close()
  }
}

function* changesIn(lines: Iterable<string>): Generator<Change> {
  for (const line of lines) {
    // The last line is the foot, an object: what the survey made the entry of.
    const change = readChange(line)
    if (change) yield change
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
