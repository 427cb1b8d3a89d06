import type { Base } from './op-log.ts'
import type { NotApplied } from './replay.ts'
import type { LogEntry } from './survey.ts'

export type Plan = { readonly chain: readonly LogEntry[]; readonly left: readonly NotApplied[] }

/**
 * Puts changesets in the order in which each follows the one before, from `head` on. Where two
 * follow the same one, a laptop went on from an old copy; the branch that was written last is
 * followed, the other is left and told (`log.fork`). Without `pastGaps` nothing behind a missing
 * changeset is taken (`log.gap`).
 */
export function planReplay(all: readonly LogEntry[], head: Base, pastGaps: boolean): Plan {
  const waiting = new Map(all.map((entry) => [entry.hash, entry]))
  const followers = Map.groupBy(waiting.values(), ({ previous }) => previous)
  const preferred = pathTo(all.at(-1), waiting)
  const chain: LogEntry[] = []
  let at = head
  while (waiting.size > 0) {
    const next = following(followers.get(at.hash), preferred, waiting) ?? behindGap()
    if (!next) break
    chain.push(next)
    waiting.delete(next.hash)
    at = next
  }
  const left = [...waiting.values()].map(({ seq, hash }) => ({
    seq,
    hash,
    code: seq <= at.seq ? 'log.fork' : 'log.gap',
  }))
  return { chain, left }

  function behindGap(): LogEntry | undefined {
    if (!pastGaps) return undefined
    const behind = [...waiting.values()].filter(({ seq }) => seq > at.seq)
    const nearest = behind.reduce((least, { seq }) => Math.min(least, seq), Infinity)
    return following(
      behind.filter(({ seq }) => seq === nearest),
      preferred,
      waiting,
    )
  }
}

function following(
  candidates: readonly LogEntry[] | undefined,
  preferred: ReadonlySet<string>,
  waiting: ReadonlyMap<string, LogEntry>,
): LogEntry | undefined {
  const open = (candidates ?? []).filter(({ hash }) => waiting.has(hash))
  return open.find(({ hash }) => preferred.has(hash)) ?? open.at(-1)
}

/** The changesets that lead to the last one in the log. */
function pathTo(
  last: LogEntry | undefined,
  waiting: ReadonlyMap<string, LogEntry>,
): ReadonlySet<string> {
  const path = new Set<string>()
  for (let entry = last; entry && !path.has(entry.hash); entry = waiting.get(entry.previous)) {
    path.add(entry.hash)
  }
  return path
}
