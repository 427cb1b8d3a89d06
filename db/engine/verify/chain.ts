import type Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import { type ChangesetHead, FIRST, LINE, startDigest } from '../changeset.ts'
import { keyRegister, type KnownKey } from './key-register.ts'

const MOST_TOLD = 200
const CHANGES_AT_ONCE = 1000
/** How long the check keeps the thread before others may run, in milliseconds. */
const SLICE = 50

/** What is wrong with a changeset. */
export type ChainFinding = {
  readonly code: string
  readonly seq: number
  /** A member who is concerned beside the one who wrote it. */
  readonly memberId?: string
}

export type ChainReport = {
  readonly changesets: number
  readonly changes: number
  readonly signed: number
  /** Changesets before the first key was known. */
  readonly unsigned: number
  /** Every key that could ever sign, in the order in which they came. */
  readonly keys: readonly KnownKey[]
  readonly head: { readonly seq: number; readonly hash: string }
  /** The first of them; `count` tells how many there are. */
  readonly findings: readonly ChainFinding[]
  readonly count: number
}

export type ChainCheckOptions = {
  /** Changes read so far, and how many there are. */
  readonly report?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Is told up to which change they were read: another check can go along. */
  readonly along?: (n: number) => void
}

type Stored = ChangesetHead & {
  readonly hash: string
  readonly first: number
  readonly changes: number
  readonly signature: string | null
}

/**
 * Recomputes the hash of every changeset, sees that each follows the one before, and checks every
 * signature against the keys that the chain itself tells of: a key counts from the changeset that
 * names it to the one that ends it. Goes on behind what it finds. Writes nothing. Throws Failure
 * `cancelled` when told to stop.
 */
export async function verifyChain(
  handle: Database.Database,
  caseId: string,
  options: ChainCheckOptions = {},
): Promise<ChainReport> {
  const found = collector()
  const keys = keyRegister(caseId)
  const hashOf = hasher(handle, options.along)
  const last = handle.prepare<[], number>('select max(n) from change').pluck().get() ?? 0
  const pause = pauser(options, last)
  let head = { seq: 0, hash: FIRST }
  let counted = 0
  let signed = 0
  const stored = handle
    .prepare<[], Stored>(
      `select seq, hash, previous, memberId, deviceId, command, at, first, changes, signature
       from changeset order by seq`,
    )
    .all()
  for (const changeset of stored) {
    const { seq, hash, first, changes } = changeset
    for (let missing = head.seq + 1; missing < seq; missing += 1) {
      found.add({ code: 'verify.changeset-missing', seq: missing })
      if (missing - head.seq > MOST_TOLD) break
    }
    const made = hashOf(changeset)
    for (const change of made.keys) keys.take(change, changeset)
    const follows = changeset.previous === head.hash || seq !== head.seq + 1
    if (made.hash !== hash || first <= counted) found.add({ code: 'verify.changeset-altered', seq })
    else if (!follows) found.add({ code: 'verify.changeset-unlinked', seq })
    else {
      const code = keys.judge(changeset)
      if (code) found.add({ seq, ...code })
      else if (changeset.signature !== null) signed += 1
    }
    if (first > counted + 1 && seq === head.seq + 1)
      found.add({ code: 'verify.changes-stray', seq })
    head = { seq, hash }
    counted = Math.max(counted, first + changes - 1)
    await pause(counted)
  }
  if (last > counted) found.add({ code: 'verify.changes-stray', seq: head.seq + 1 })
  const unsigned = stored.filter(({ seq }) => keys.before(seq)).length
  const { length } = stored
  // Where nothing was found, each change was seen in its changeset, and none beside them.
  const changes = found.count() === 0 ? counted : countChanges(handle)
  return {
    changesets: length,
    changes,
    signed,
    unsigned,
    keys: keys.all,
    head,
    findings: found.findings,
    count: found.count(),
  }
}

function countChanges(handle: Database.Database): number {
  return handle.prepare<[], number>('select count(*) from change').pluck().get() ?? 0
}

type Part = {
  readonly text: Buffer | null
  readonly changes: number
  readonly own: number | null
  readonly keys: number | null
}

/** A change of the table of keys, as it was captured. */
export type KeyChange = {
  readonly rowId: string
  readonly operation: string
  readonly content: string
}

/** The hash of a changeset as its changes give it now; undefined where one is not its own. */
function hasher(handle: Database.Database, along: (n: number) => void = () => {}) {
  const part = handle.prepare<[number, number, number], Part>(
    `select cast(group_concat(line, '') as blob) as text, count(*) as changes,
       sum(changeset = ?) as own, sum(tableName = 'signingKey') as keys
     from (select ${LINE} as line, changeset, tableName from change
           where n >= ? and n < ? order by n)`,
  )
  const keysIn = handle.prepare<[number, number], KeyChange>(
    `select rowId, operation, content from change
     where n >= ? and n < ? and tableName = 'signingKey' order by n`,
  )
  return (changeset: Stored): { readonly hash: string | undefined; readonly keys: KeyChange[] } => {
    const digest = startDigest(changeset)
    const { seq, first, changes } = changeset
    const end = first + changes
    const keys: KeyChange[] = []
    let own = 0
    for (let from = first; from < end; from += CHANGES_AT_ONCE) {
      const to = Math.min(from + CHANGES_AT_ONCE, end)
      const found = part.get(seq, from, to)
      if (found?.text) digest.update(found.text)
      own += found?.own ?? 0
      if (found?.keys) keys.push(...keysIn.all(from, to))
      along(to - 1)
    }
    return { hash: own === changes ? digest.end() : undefined, keys }
  }
}

function collector() {
  const findings: ChainFinding[] = []
  let found = 0
  return {
    findings,
    count: () => found,
    add(finding: ChainFinding) {
      found += 1
      if (findings.length < MOST_TOLD) findings.push(finding)
    },
  }
}

function pauser({ report, signal }: ChainCheckOptions, total: number) {
  let since = performance.now()
  return async (done: number): Promise<void> => {
    if (signal?.aborted === true) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
    if (performance.now() - since < SLICE && done < total) return
    report?.(Math.min(done, total), total)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    since = performance.now()
  }
}
