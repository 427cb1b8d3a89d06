import { type LoggedHead, readFoot, readHead } from './changeset-text.ts'
import type { LogDisk, LogFile } from './disk.ts'
import { CLOSES, type Frame, NAMES_SEGMENT, NO_TAG, OPENS } from './frame.ts'
import {
  FIRST_FRAME,
  type Found,
  headState,
  type LogKey,
  type Opening,
  readOpening,
  scanSegment,
  segmentsOf,
} from './segment.ts'

/** A complete changeset in the log, and where it stands. */
export type LogEntry = {
  readonly seq: number
  readonly hash: string
  readonly previous: string
  readonly changes: number
  readonly signature: string | null
  readonly schema: string
  readonly segment: string
  readonly at: number
  readonly end: number
}

/** Bytes of a segment that are not as they were written; none at all where frames are missing. */
export type Damage = { readonly segment: string; readonly at: number; readonly end: number }

export type SegmentSurvey = {
  readonly name: string
  readonly number: number
  /** Undefined where the first frame cannot be read. */
  readonly opening: Opening | undefined
  /** The tag of the segment before it, as the first frame has it. */
  readonly previous: Buffer | undefined
  /** Written under another key: nothing of it can be read, and nothing says it is damaged. */
  readonly foreign: boolean
  readonly entries: readonly LogEntry[]
  readonly damages: readonly Damage[]
  /** End of the last complete changeset, the tag there, and the number of the frame to come. */
  readonly end: number
  readonly tag: Buffer
  readonly frames: number
  /** Bytes behind the end of a changeset that was being written when the machine stopped. */
  readonly torn: number
}

/**
 * Reads a segment from end to end. What follows the last complete changeset is torn, not damaged,
 * as long as no other changeset begins in it: each one is flushed before the next is written. `see`
 * is shown every frame on the way, so that nobody has to decrypt it again.
 */
export function surveySegment(
  disk: LogDisk,
  key: LogKey,
  { name, number }: { readonly name: string; readonly number: number },
  see?: (frame: Frame, at: number) => void,
): SegmentSurvey {
  const file = disk.open(name)
  try {
    return { name, number, ...read(file, key, name, see) }
  } finally {
    file.close()
  }
}

/** A stretch of a segment since its last complete changeset: a frame, or bytes that are none. */
type Piece = {
  readonly at: number
  readonly end: number
  readonly damage: boolean
  /** The head of the changeset that begins here. */
  readonly head?: LoggedHead | undefined
  readonly opens: boolean
}

type Reading = {
  opening: Opening | undefined
  previous: Buffer | undefined
  readonly entries: LogEntry[]
  readonly damages: Damage[]
  end: number
  tag: Buffer
  frames: number
}

function read(
  file: LogFile,
  key: LogKey,
  segment: string,
  see?: (frame: Frame, at: number) => void,
): Omit<SegmentSurvey, 'name' | 'number'> {
  const state = headState(file, key)
  const reading: Reading = {
    opening: undefined,
    previous: undefined,
    entries: [],
    damages: [],
    end: FIRST_FRAME,
    tag: NO_TAG,
    frames: 0,
  }
  const rest = follow(shown(scanSegment(file, key), see), reading, segment)
  const readable = reading.opening !== undefined || reading.entries.length > 0
  if (state === 'other-key' && !readable) return { ...reading, foreign: true, torn: 0 }
  if (state !== 'whole') reading.damages.unshift({ segment, at: 0, end: FIRST_FRAME })
  const torn = rest.findLastIndex(({ opens }) => opens) <= 0
  if (!torn) reading.damages.push(...damagesIn(segment, rest))
  return {
    ...reading,
    foreign: false,
    torn: torn ? (rest.at(-1)?.end ?? reading.end) - reading.end : 0,
  }
}

function* shown(
  all: Iterable<Found>,
  see: (frame: Frame, at: number) => void = () => {},
): Generator<Found> {
  for (const found of all) {
    if (found.kind === 'frame') see(found.frame, found.at)
    yield found
  }
}

/** Follows the chain of frames; answers the pieces behind the last complete changeset. */
function follow(all: Iterable<Found>, reading: Reading, segment: string): readonly Piece[] {
  let rest: Piece[] = []
  let last: Buffer = NO_TAG
  let expected = 0
  for (const found of all) {
    if (found.kind === 'damage') {
      rest.push({ at: found.at, end: found.end, damage: true, opens: false })
      continue
    }
    const { at, frame } = found
    const next = frame.number === expected && (expected === 0 || frame.previous.equals(last))
    // Frames that were taken out leave no bytes behind, only a break in the chain.
    if (!next && rest.at(-1)?.damage !== true) {
      rest.push({ at, end: at, damage: true, opens: false })
    }
    last = frame.tag
    expected = frame.number + 1
    rest.push(pieceOf(at, frame))
    if (!completes(reading, segment, rest, frame)) continue
    reading.damages.push(...damagesIn(segment, rest))
    reading.end = at + frame.length
    reading.tag = frame.tag
    reading.frames = expected
    rest = []
  }
  return rest
}

function pieceOf(at: number, frame: Frame): Piece {
  const opens = (frame.kind & OPENS) !== 0
  const head = opens ? readHead(frame.body) : undefined
  return { at, end: at + frame.length, damage: false, opens, head }
}

/** Takes in what the frame completes: the segment's own first frame, or a changeset. */
function completes(
  reading: Reading,
  segment: string,
  rest: readonly Piece[],
  frame: Frame,
): boolean {
  if (frame.kind === NAMES_SEGMENT) {
    reading.opening ??= readOpening(frame)
    reading.previous ??= frame.previous
    return true
  }
  if ((frame.kind & CLOSES) === 0) return false
  const begun = rest.findLastIndex(({ opens }) => opens)
  const pieces = rest.slice(begun)
  const head = pieces[0]?.head
  const foot = readFoot(frame.body)
  const whole = begun >= 0 && pieces.every(({ damage }) => !damage)
  if (!whole || !head || !foot) return false
  const { seq, previous, schema } = head
  const { hash, changes, signature } = foot
  const place = { segment, at: pieces[0]?.at ?? 0, end: pieces.at(-1)?.end ?? 0 }
  reading.entries.push({ seq, hash, previous, changes, signature, schema, ...place })
  return true
}

function damagesIn(segment: string, rest: readonly Piece[]): Damage[] {
  return rest.flatMap(({ at, end, damage }) => (damage ? [{ segment, at, end }] : []))
}

/**
 * The segments from the newest back to the first one whose beginning the database knows; all of
 * them where it knows none, or when all are asked for.
 */
export function surveyLog(
  disk: LogDisk,
  key: LogKey,
  knows: (hash: string) => boolean,
): readonly SegmentSurvey[] {
  const surveyed: SegmentSurvey[] = []
  for (const segment of segmentsOf(disk).toReversed()) {
    const survey = surveySegment(disk, key, segment)
    surveyed.unshift(survey)
    if (survey.opening && knows(survey.opening.base.hash)) break
  }
  return surveyed
}
