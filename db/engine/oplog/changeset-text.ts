import { z } from 'zod'

import type { Change, ChangesetHead } from '../changeset.ts'
import { CLOSES, MOST_BODY, OPENS } from './frame.ts'

/**
 * A changeset in the log is text, one JSON value a line, so that any tool can read it once it is
 * decrypted: the head, one line for each change, the foot.
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
  /** Place of the member's signature over the hash (Ed25519, base 64). */
  signature: z.string().nullable(),
})
export type LoggedFoot = z.infer<typeof Foot>

const COLLECTED_CHARACTERS = 131_072
const NEWLINE = 0x0a
const CHANGE = /^\["([^"\\]*(?:\\.[^"\\]*)*)","([^"\\]*(?:\\.[^"\\]*)*)","(insert|update|delete)",/

export type ChangesetText = {
  add(change: Change): void
  /** Ends the changeset: the last frame goes out. */
  close(foot: LoggedFoot): void
}

/** Spells a changeset piece by piece; `emit` gets the body and kind of each frame. */
export function spellChangeset(
  head: LoggedHead,
  emit: (body: Buffer, kind: number) => void,
): ChangesetText {
  const { seq, previous, memberId, deviceId, command, at, schema } = head
  let collected = line({ seq, previous, memberId, deviceId, command, at, schema })
  let kind = OPENS

  function pour(last: boolean): void {
    const bytes = Buffer.from(collected)
    collected = ''
    for (let from = 0; from < bytes.length; from += MOST_BODY) {
      const end = from + MOST_BODY
      emit(bytes.subarray(from, end), kind | (last && end >= bytes.length ? CLOSES : 0))
      kind = 0
    }
  }

  return {
    add({ tableName, rowId, operation, content }) {
      collected += `${JSON.stringify([tableName, rowId, operation]).slice(0, -1)},${content}]\n`
      if (collected.length >= COLLECTED_CHARACTERS) pour(false)
    },
    close(foot) {
      collected += line(foot)
      pour(true)
    },
  }
}

/** The lines of a changeset from the bodies of its frames, holding no more than one of them. */
export function* linesOf(bodies: Iterable<Buffer>): Generator<string> {
  let carried: Buffer = Buffer.alloc(0)
  for (const body of bodies) {
    const all = carried.length === 0 ? body : Buffer.concat([carried, body])
    const end = all.lastIndexOf(NEWLINE) + 1
    if (end > 0) yield* all.toString('utf8', 0, end - 1).split('\n')
    carried = all.subarray(end)
  }
}

export function readHead(text: string): LoggedHead | undefined {
  return parsed(Head, text)
}

export function readFoot(text: string): LoggedFoot | undefined {
  return parsed(Foot, text)
}

/** One change, its content letter by letter as the triggers wrote it. */
export function readChange(text: string): Change | undefined {
  const found = CHANGE.exec(text)
  const [start = '', tableName = '', rowId = '', operation = ''] = found ?? []
  if (!found || !text.endsWith(']')) return undefined
  return {
    tableName: unescape(tableName),
    rowId: unescape(rowId),
    operation,
    content: text.slice(start.length, -1),
  }
}

function unescape(text: string): string {
  return text.includes('\\') ? String(JSON.parse(`"${text}"`)) : text
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}
