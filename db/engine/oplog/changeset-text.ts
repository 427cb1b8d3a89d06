import { z } from 'zod'

import type { Change, ChangesetHead } from '../changeset.ts'
import { CLOSES, MOST_BODY, OPENS } from './frame.ts'

/**
 * A changeset in the log is text that can be read without this program once it is decrypted: the
 * head as JSON; for each change a new line with table, row, operation and the length of its content
 * in bytes, with tabs between, and then the content; the foot as JSON on the last line.
 */
const Head = z.object({
  seq: z.number().int().min(1),
  previous: z.string().length(64),
  memberId: z.string(),
  deviceId: z.string(),
  command: z.string(),
  at: z.string(),
  /** The newest migration of the database that wrote it. */
  schema: z.string(),
})
export type LoggedHead = ChangesetHead & { readonly schema: string }

const Foot = z.object({
  hash: z.string().length(64),
  changes: z.number().int().min(1),
  /** The member's signature over the hash (`db/engine/signing.ts`); null before there were any. */
  signature: z.string().nullable(),
})
export type LoggedFoot = z.infer<typeof Foot>

const COLLECTED_BYTES = 262_144
const NEWLINE = 0x0a
const TAB = 0x09
const FOOT_BEGINS = 0x7b
const OPERATIONS = new Set(['insert', 'update', 'delete'])

export type ChangesetText = {
  add(change: Change): void
  /** Changes that are spelled already, as `lineOf` spells them. */
  addLines(lines: Buffer): void
  /** Ends the changeset: the last frame goes out. */
  close(foot: LoggedFoot): void
}

/** One change as it stands in the log. */
export function lineOf({ tableName, rowId, operation, content }: Change): string {
  return `\n${tableName}\t${rowId}\t${operation}\t${Buffer.byteLength(content)}\t${content}`
}

/** Spells a changeset piece by piece; `emit` gets the body and kind of each frame. */
export function spellChangeset(
  head: LoggedHead,
  emit: (body: Buffer, kind: number) => void,
): ChangesetText {
  const { seq, previous, memberId, deviceId, command, at, schema } = head
  const spelled = { seq, previous, memberId, deviceId, command, at, schema }
  let parts: Buffer[] = [Buffer.from(JSON.stringify(spelled))]
  let collected = 0
  let kind = OPENS

  function pour(last: boolean): void {
    const bytes = Buffer.concat(parts)
    parts = []
    collected = 0
    for (let from = 0; from < bytes.length; from += MOST_BODY) {
      const end = from + MOST_BODY
      emit(bytes.subarray(from, end), kind | (last && end >= bytes.length ? CLOSES : 0))
      kind = 0
    }
  }

  function addLines(lines: Buffer): void {
    parts.push(lines)
    collected += lines.length
    if (collected >= COLLECTED_BYTES) pour(false)
  }

  return {
    addLines,
    add: (change) => addLines(Buffer.from(lineOf(change))),
    close(foot) {
      parts.push(Buffer.from(`\n${JSON.stringify(foot)}\n`))
      pour(true)
    },
  }
}

/** Where a line of the text stands, and what is written in it; `held` is what was read so far. */
type Line = {
  readonly held: Buffer
  readonly at: number
  /** The tabs behind table, row, operation and length. */
  readonly table: number
  readonly row: number
  readonly operation: number
  readonly length: number
  readonly end: number
}

/**
 * Goes through the lines of changes piece by piece, as the bodies of the frames come, holding
 * little more than one of them. Ends early where the text is not as it should be: the digest tells.
 */
function lineReader(): (body: Buffer) => Generator<Line> {
  let rest: Buffer = Buffer.alloc(0)
  let begun = false
  let ended = false
  return function* after(body) {
    if (ended) return
    const held = rest.length === 0 ? body : Buffer.concat([rest, body])
    rest = held
    let at = begun ? 0 : held.indexOf(NEWLINE)
    if (at < 0) return
    begun = true
    for (let line = lineAt(held, at); line; line = lineAt(held, at)) {
      yield line
      at = line.end
      ended = held[at + 1] === FOOT_BEGINS
      if (ended) return
    }
    rest = held.subarray(at)
  }
}

/**
 * The changes of a changeset from the bodies of its frames, each content letter by letter as the
 * triggers wrote it. Ends early where the text is not as it should be: the digest tells.
 */
export function* changesIn(bodies: Iterable<Buffer>): Generator<Change> {
  const after = lineReader()
  for (const body of bodies) for (const line of after(body)) yield changeOf(line)
}

/**
 * Counts the changes of a changeset and hands on the bytes of their lines, which are those that the
 * hash covers, without reading what is in them. Give it the bodies of the frames in their order.
 */
export function lineCounter(take: (lines: Buffer) => void): {
  add(body: Buffer): void
  count(): number
} {
  const after = lineReader()
  let count = 0
  return {
    add(body) {
      let first: Line | undefined
      let last: Line | undefined
      for (const line of after(body)) {
        first ??= line
        last = line
        count += 1
      }
      if (first && last) take(last.held.subarray(first.at, last.end))
    },
    count: () => count,
  }
}

/** The line that begins here; undefined where it is not all there. */
function lineAt(held: Buffer, at: number): Line | undefined {
  const table = held.indexOf(TAB, at)
  let row = table < 0 ? -1 : held.indexOf(TAB, table + 1)
  // A row's id may hold tabs; what follows it cannot be taken for another thing.
  for (; row >= 0; row = held.indexOf(TAB, row + 1)) {
    const operation = held.indexOf(TAB, row + 1)
    const length = operation < 0 ? -1 : held.indexOf(TAB, operation + 1)
    if (length < 0) return undefined
    const bytes = textOf(held, operation, length)
    if (!OPERATIONS.has(textOf(held, row, operation)) || !/^\d{1,10}$/.test(bytes)) continue
    const end = length + 1 + Number(bytes)
    return end > held.length ? undefined : { held, at, table, row, operation, length, end }
  }
  return undefined
}

function changeOf({ held, at, table, row, operation, length, end }: Line): Change {
  return {
    tableName: textOf(held, at, table),
    rowId: textOf(held, table, row),
    operation: textOf(held, row, operation),
    content: held.toString('utf8', length + 1, end),
  }
}

/** What stands between two marks. */
function textOf(held: Buffer, before: number, after: number): string {
  return held.toString('utf8', before + 1, after)
}

/** The head of a changeset from the body of its first frame. */
export function readHead(body: Buffer): LoggedHead | undefined {
  return parsed(Head, body.toString('utf8', 0, Math.max(0, body.indexOf(NEWLINE))))
}

/** The foot from the body of the last frame: it is short and never split from its line's begin. */
export function readFoot(body: Buffer): LoggedFoot | undefined {
  const start = body.length < 2 ? -1 : body.lastIndexOf(NEWLINE, body.length - 2)
  return parsed(Foot, body.toString('utf8', start + 1, body.length - 1))
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}
