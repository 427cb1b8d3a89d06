import { dirname } from 'node:path'

import type { DiskCall } from './recorder.ts'

const SECTOR = 512

/** What a power cut does to calls that were not flushed. */
export type Cut = 'all lost' | 'all kept' | 'random'

/** The files that a power cut leaves, and the last commit that was acknowledged before it. */
export type AfterCut = {
  readonly files: ReadonlyMap<string, Buffer>
  readonly acknowledged: number
}

type Change = Extract<DiskCall, { kind: 'write' | 'cut' }>

/** A file apart from its names: what lasts, and what was asked since the last flush. */
type Inode = { lasting: Buffer; pending: Change[] }

/** A change of names that waits for a flush of its folder. */
type Naming = {
  readonly name: string
  readonly before: Inode | undefined
  /** A folder was made: without it nothing below it is there. */
  readonly folder: boolean
}

export type DiskModel = {
  take(call: DiskCall): void
  /** What is there when the power goes now. */
  cut(cut: Cut, random: () => number): AfterCut
}

/**
 * A disk as a pessimist sees it. Without a flush of the file any of its writes may be missing, in
 * any order, and torn into sectors of 512 bytes; without a flush of the folder a file has its old
 * name, or none. Names change in order. A drive that says it flushed and did not is not modelled.
 */
export function diskModel(): DiskModel {
  const names = new Map<string, Inode>()
  let waiting: Naming[] = []
  let acknowledged = 0

  function rename(name: string, inode: Inode | undefined): void {
    waiting.push({ name, before: names.get(name), folder: false })
    if (inode) names.set(name, inode)
    else names.delete(name)
  }

  function flush(name: string): void {
    const inode = names.get(name)
    // The flush of a folder, which is no file: the names in it last from now on.
    if (!inode) waiting = waiting.filter((naming) => dirname(naming.name) !== name)
    for (const change of inode?.pending.splice(0) ?? []) {
      if (inode) inode.lasting = changed(inode.lasting, change)
    }
  }

  return {
    take(call) {
      switch (call.kind) {
        case 'acknowledged':
          acknowledged = Math.max(acknowledged, call.commit)
          break
        case 'create':
          rename(call.name, { lasting: Buffer.alloc(0), pending: [] })
          break
        case 'folder':
          waiting.push({ name: call.name, before: undefined, folder: true })
          break
        case 'write':
        case 'cut':
          names.get(call.name)?.pending.push(call)
          break
        case 'rename':
          rename(call.to, names.get(call.name))
          rename(call.name, undefined)
          break
        case 'unlink':
          rename(call.name, undefined)
          break
        case 'flush':
          flush(call.name)
          break
      }
    },
    cut(cut, random) {
      const kept = keptOf(waiting.length, cut, random)
      const left = namesWithout(names, waiting.slice(kept))
      const files = new Map([...left].map(([name, inode]) => [name, surviving(inode, cut, random)]))
      return { files, acknowledged }
    },
  }
}

function namesWithout(
  names: ReadonlyMap<string, Inode>,
  lost: readonly Naming[],
): ReadonlyMap<string, Inode> {
  const left = new Map(names)
  for (const { name, before, folder } of lost.toReversed()) {
    if (before) left.set(name, before)
    else left.delete(name)
    if (!folder) continue
    for (const below of left.keys()) if (below.startsWith(`${name}/`)) left.delete(below)
  }
  return left
}

function keptOf(waiting: number, cut: Cut, random: () => number): number {
  if (cut === 'all kept') return waiting
  return cut === 'all lost' ? 0 : Math.floor(random() * (waiting + 1))
}

function surviving({ lasting, pending }: Inode, cut: Cut, random: () => number): Buffer {
  let content: Buffer = Buffer.from(lasting)
  if (cut === 'all lost') return content
  for (const change of pending) {
    for (const part of cut === 'all kept' ? [change] : partsOf(change, random)) {
      content = changed(content, part)
    }
  }
  return content
}

/** What of a change reached the disk: nothing, all of it, or some of its sectors. */
function partsOf(change: Change, random: () => number): readonly Change[] {
  if (random() < 0.5) return []
  if (change.kind === 'cut' || change.bytes.length <= SECTOR || random() >= 0.3) return [change]
  const parts: Change[] = []
  for (let from = 0; from < change.bytes.length; from += SECTOR) {
    if (random() < 0.5) continue
    const bytes = change.bytes.subarray(from, from + SECTOR)
    parts.push({ ...change, at: change.at + from, bytes })
  }
  return parts
}

function changed(before: Buffer, change: Change): Buffer {
  const length =
    change.kind === 'cut' ? change.length : Math.max(before.length, change.at + change.bytes.length)
  const after = length === before.length ? before : Buffer.alloc(length)
  if (after !== before) before.copy(after)
  if (change.kind === 'write') change.bytes.copy(after, change.at)
  return after
}
