import { Failure } from '#db/kernel/failure.ts'

import type { Change, ChangesetHead } from '../changeset.ts'
import { describeDiskError } from '../disk-error.ts'
import { type LoggedFoot, spellChangeset } from './changeset-text.ts'
import { type LogDisk, type LogFile, writeWhole } from './disk.ts'
import { sealFrame } from './frame.ts'
import { beginSegment, type LogKey, segmentName } from './segment.ts'

/** A segment that has grown past this is followed by a new one: an opening reads the last alone. */
const SEGMENT_BYTES = 4_194_304
/** Zeros kept ahead of the frames: a flush that need not grow the file takes half the time. */
const ROOM_BYTES = 262_144

export type Base = { readonly seq: number; readonly hash: string }

/** Where the next frame goes. */
export type LogEnd = {
  readonly name: string
  readonly position: number
  readonly tag: Buffer
  readonly frames: number
}

export type LogPlace = {
  readonly disk: LogDisk
  readonly key: LogKey
  readonly caseId: string
  readonly deviceId: string
  /** The newest migration of the database: a replay by an older app must know. */
  readonly schema: string
}

export type OpenChangeset = {
  add(change: Change): void
  /** Changes spelled as `lineOf` spells them, many at once. */
  addLines(lines: Buffer): void
  /** Writes the last frame and returns once the whole changeset lasts through a power cut. */
  seal(foot: LoggedFoot): void
}

/**
 * The append-only log of changesets. A changeset is saved from the moment its closing frame is
 * flushed; the database only follows. A disk that failed once is not trusted again until the case
 * is reopened: what the system says of a file after a failed flush need not be so.
 */
export type OpLog = {
  begin(head: ChangesetHead): OpenChangeset
  /** The transaction was committed: the changeset stays. */
  keep(): void
  /**
   * The transaction was not committed: takes the changeset out of the log, so that no replay
   * brings back what was reported as failed. Answers false where that could not be done.
   */
  takeBack(): boolean
  /** No more is written; `disk.failed` from now on. */
  stop(): void
  readonly stopped: boolean
  /** The number of the last changeset that is saved; known without asking a disk that fails. */
  readonly saved: number
  close(): void
}

type State = {
  file: LogFile
  end: LogEnd
  /** Bytes that the file has, room included. */
  size: number
  stopped: boolean
  /** Where the log ended before the changeset that is being written, and whether any of it was. */
  mark: LogEnd | undefined
  touched: boolean
  /** The last changeset that was sealed, and the last that is saved. */
  sealed: Base | undefined
  saved: Base
}

/** Opens the log for writing behind `end`, or in a new segment where there is none. */
export function openOpLog(
  place: LogPlace,
  end: LogEnd | undefined,
  fresh: { readonly number: number; readonly base: Base; readonly previous: Buffer },
): OpLog {
  const start = end ?? startSegment(place, fresh.number, fresh.base, fresh.previous)
  const file = place.disk.open(start.name)
  const state: State = {
    file,
    end: start,
    size: file.size(),
    stopped: false,
    mark: undefined,
    touched: false,
    sealed: undefined,
    saved: fresh.base,
  }
  let number = fresh.number - (end ? 1 : 0)
  let closed = false

  return {
    begin(head) {
      if (state.stopped || closed) throw new Failure('refused', [{ code: 'disk.failed' }])
      if (state.end.position >= SEGMENT_BYTES) {
        guard(state, () => {
          const base = { seq: head.seq - 1, hash: head.previous }
          changeFile(state, place, startSegment(place, number + 1, base, state.end.tag))
          number += 1
        })
      }
      state.mark = state.end
      state.touched = false
      return openChangeset(state, place, head)
    },
    keep() {
      state.mark = undefined
      if (state.sealed && state.sealed.seq > state.saved.seq) state.saved = state.sealed
    },
    takeBack: () => takeBack(state),
    stop() {
      state.stopped = true
    },
    get stopped() {
      return state.stopped
    },
    get saved() {
      return state.saved.seq
    },
    close() {
      if (closed) return
      closed = true
      close(state)
      const large = state.end.position >= SEGMENT_BYTES
      if (large && !state.stopped) leaveFresh(place, number + 1, state.saved, state.end)
    },
  }
}

/** Leaves a new segment behind, so that the next opening need not read this large one. */
function leaveFresh(place: LogPlace, number: number, base: Base, { tag }: LogEnd): void {
  try {
    startSegment(place, number, base, tag)
  } catch {
    // It is made when it is needed.
  }
}

function openChangeset(
  state: State,
  { key, schema }: LogPlace,
  head: ChangesetHead,
): OpenChangeset {
  const text = spellChangeset({ ...head, schema }, (body, kind) => {
    const { position, tag, frames, name } = state.end
    const frame = sealFrame(key.key, { number: frames, kind, previous: tag }, body)
    state.touched = true
    guard(state, () => writeWhole(state.file, frame.sealed, position))
    const next = position + frame.length
    state.size = Math.max(state.size, next)
    state.end = { name, position: next, tag: frame.tag, frames: frames + 1 }
  })
  return {
    add: (change) => text.add(change),
    addLines: (lines) => text.addLines(lines),
    seal(foot) {
      text.close(foot)
      makeRoom(state)
      guard(state, () => state.file.flush(), true)
      state.sealed = { seq: head.seq, hash: foot.hash }
    },
  }
}

/** Room is no part of the promise: a disk too full for it may still take the next frame. */
function makeRoom(state: State): void {
  const { position } = state.end
  if (state.size - position >= ROOM_BYTES / 2) return
  try {
    const room = Buffer.alloc(position + ROOM_BYTES - state.size)
    writeWhole(state.file, room, state.size)
    state.size += room.length
  } catch {
    state.size = position
  }
}

function takeBack(state: State): boolean {
  const { mark } = state
  state.mark = undefined
  if (!mark || !state.touched) return true
  try {
    state.file.cut(mark.position)
    state.file.flush()
    state.end = mark
    state.size = mark.position
    return true
  } catch {
    state.stopped = true
    return false
  }
}

function startSegment(place: LogPlace, number: number, base: Base, previous: Buffer): LogEnd {
  const { disk, key, caseId, deviceId } = place
  const name = segmentName(deviceId, number)
  const opening = { format: 1, caseId, deviceId, segment: number, base } as const
  const { content, tag } = beginSegment(key, opening, previous)
  disk.create(name, content)
  return { name, position: content.length, tag, frames: 1 }
}

function changeFile(state: State, { disk }: LogPlace, end: LogEnd): void {
  const file = disk.open(end.name)
  close(state)
  state.file = file
  state.end = end
  state.size = file.size()
}

/** Takes the room away that no frame needed. */
function close(state: State): void {
  try {
    if (!state.stopped) state.file.cut(state.end.position)
  } catch {
    // Zeros at the end say nothing to the next reader.
  } finally {
    state.file.close()
  }
}

/** Errors of the disk as `disk.full` and `disk.failed`; after the second, and after a flush, no more. */
function guard(state: State, work: () => void, flushing = false): void {
  try {
    work()
  } catch (error) {
    const failure = describeDiskError(error, 'disk.failed')
    const full =
      failure instanceof Failure && failure.reasons.some(({ code }) => code === 'disk.full')
    if (!full || flushing) state.stopped = true
    throw failure
  }
}
