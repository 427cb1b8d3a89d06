import { createHash, hkdfSync } from 'node:crypto'

import { z } from 'zod'

import { Failure } from '#db/kernel/failure.ts'

import { type LogDisk, type LogFile, readWhole } from './disk.ts'
import {
  type Frame,
  frameLength,
  HEAD_BYTES,
  NAMES_SEGMENT,
  openFrame,
  sealFrame,
  SYNC,
} from './frame.ts'

/** Begins every file of the log: name, format number, and two bytes that a text transfer breaks. */
const MAGIC = Buffer.from('XDLOG\u0001\r\n', 'latin1')
const FORMAT_AT = 5
const MARK_BYTES = 8

/** Where the first frame of a segment begins: after the magic and the mark of the key. */
export const FIRST_FRAME = MAGIC.length + MARK_BYTES

const NAME = /^([\w-]{1,64})-(\d{1,9})\.log$/
const LOOKING = 65_536
const ZEROS = Buffer.alloc(LOOKING)
/** Places that look like a frame and are none; more of them than this is no accident. */
const MOST_FALSE_STARTS = 10_000

/** The key of a log and the mark that tells logs of other keys from damage. */
export type LogKey = { readonly key: Buffer; readonly mark: Buffer }

/** Derives the key of a case's log from the one in the bundle (HKDF-SHA256, RFC 5869). */
export function deriveLogKey(bundleKey: Buffer, caseId: string): LogKey {
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', bundleKey, '', `xundu/oplog/v1/${use}/${caseId}`, length))
  return { key: derive('frames', 32), mark: derive('mark', MARK_BYTES) }
}

export type SegmentName = { readonly name: string; readonly number: number }

/** The segments of a log in the order they were written: numbers count on over all devices. */
export function segmentsOf(disk: LogDisk): readonly SegmentName[] {
  return disk
    .list()
    .flatMap((name) => {
      const number = NAME.exec(name)?.[2]
      return number === undefined ? [] : [{ name, number: Number(number) }]
    })
    .toSorted((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1))
}

/** `<deviceId>-<number>.log`; a device id that no file name takes stands in as its sum. */
export function segmentName(deviceId: string, number: number): string {
  const plain = /^[\w-]{1,64}$/.test(deviceId)
  const device = plain ? deviceId : createHash('sha256').update(deviceId).digest('hex').slice(0, 26)
  return `${device}-${number}.log`
}

const FORMAT = 1
const Opening = z.object({
  format: z.literal(FORMAT),
  caseId: z.string(),
  deviceId: z.string(),
  segment: z.number().int(),
  /** The last changeset of the database when the segment began. */
  base: z.object({ seq: z.number().int(), hash: z.string().length(64) }),
})
export type Opening = z.infer<typeof Opening>

/** The first bytes of a new segment, with the frame that says which one it is. */
export function beginSegment(
  { key, mark }: LogKey,
  opening: Opening,
  previous: Buffer,
): Frame & { readonly content: Buffer } {
  const body = Buffer.from(`${JSON.stringify(opening)}\n`)
  const frame = sealFrame(key, { number: 0, kind: NAMES_SEGMENT, previous }, body)
  return { ...frame, content: Buffer.concat([MAGIC, mark, frame.sealed]) }
}

const AnyFormat = z.object({ format: z.number().int() })

/** What a segment says of itself in its first frame; `case.newer-format` when we cannot know. */
export function readOpening(frame: Frame): Opening | undefined {
  if (frame.kind !== NAMES_SEGMENT) return undefined
  const said: unknown = JSON.parse(frame.body.toString('utf8'))
  const result = Opening.safeParse(said)
  if (result.success) return result.data
  if ((AnyFormat.safeParse(said).data?.format ?? 0) > FORMAT) throw newerFormat()
  return undefined
}

function newerFormat(): Failure {
  return new Failure('refused', [{ code: 'case.newer-format' }])
}

/**
 * What the first bytes say: whole, damaged, or written under another key. Fails with
 * `case.newer-format` when a newer version of the app wrote it.
 */
export function headState(file: LogFile, log: LogKey): 'whole' | 'damaged' | 'other-key' {
  const head = readWhole(file, 0, FIRST_FRAME)
  const expected = Buffer.from(MAGIC)
  const format = head[FORMAT_AT] ?? 0
  expected[FORMAT_AT] = format
  if (head.length < FIRST_FRAME || !head.subarray(0, MAGIC.length).equals(expected))
    return 'damaged'
  const ours = head.subarray(MAGIC.length).equals(log.mark)
  if (format === FORMAT) return ours ? 'whole' : 'other-key'
  // One flipped bit makes a format number too, but leaves the first frame readable as ours.
  const readable = readFrame(file, log.key, FIRST_FRAME, file.size()) !== undefined
  if (ours && format > FORMAT && !readable) throw newerFormat()
  return 'damaged'
}

export type Found =
  | { readonly kind: 'frame'; readonly at: number; readonly frame: Frame }
  | { readonly kind: 'damage'; readonly at: number; readonly end: number }

/**
 * All frames of a segment and the places between them that are no frame. Zeros up to the end are
 * room for frames to come and are not told.
 */
export function* scanSegment(file: LogFile, { key }: LogKey, from = FIRST_FRAME): Generator<Found> {
  const size = file.size()
  let at = from
  while (at < size) {
    const frame = readFrame(file, key, at, size)
    if (frame) {
      yield { kind: 'frame', at, frame }
      at += frame.length
      continue
    }
    const next = seekFrame(file, key, at + 1, size)
    if (next === undefined && isRoom(file, at, size)) return
    yield { kind: 'damage', at, end: next ?? size }
    at = next ?? size
  }
}

/** The frame at this place; undefined when there is none that is whole. */
export function readFrame(file: LogFile, key: Buffer, at: number, size: number): Frame | undefined {
  const length = frameLength(readWhole(file, at, HEAD_BYTES))
  if (length === undefined || at + length > size) return undefined
  return openFrame(key, readWhole(file, at, length))
}

function seekFrame(file: LogFile, key: Buffer, from: number, size: number): number | undefined {
  let tried = 0
  for (let at = from; at < size; at += LOOKING) {
    const window = readWhole(file, at, LOOKING + SYNC.length - 1)
    for (let found = window.indexOf(SYNC); found >= 0; found = window.indexOf(SYNC, found + 1)) {
      if (readFrame(file, key, at + found, size)) return at + found
      tried += 1
      if (tried > MOST_FALSE_STARTS) return undefined
    }
  }
  return undefined
}

function isRoom(file: LogFile, from: number, size: number): boolean {
  for (let at = from; at < size; at += LOOKING) {
    const window = readWhole(file, at, Math.min(LOOKING, size - at))
    if (!window.equals(ZEROS.subarray(0, window.length))) return false
  }
  return true
}
