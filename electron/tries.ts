import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { z } from 'zod'

import { writeDurably } from '#db/engine/durable-file.ts'

import type { AtWork } from './current-case.ts'

/** Wrong tries that cost no wait. */
const FREE = 5
const LONGEST_WAIT = 60_000
const KEPT = 200

const Kept = z.strictObject({
  format: z.literal(1),
  tries: z.array(
    z.strictObject({
      caseId: z.string(),
      memberId: z.string(),
      wrong: z.number().int().min(1),
      /** When the last one ended, in milliseconds since 1970. */
      at: z.number(),
    }),
  ),
  /** Wrong tries that the case does not know of yet. */
  untold: z
    .array(
      z.strictObject({
        id: z.string(),
        caseId: z.string(),
        memberId: z.string(),
        times: z.number().int().min(1),
        at: z.number(),
      }),
    )
    .default([]),
})
type Kept = z.infer<typeof Kept>
type Entry = Kept['tries'][number]

/** How often a member's passphrase was wrong since the case was opened last, and when the last time. */
export type Untold = Kept['untold'][number]

/** How often a member's passphrase was wrong in a row, and how many seconds are still to wait. */
export type Tried = { readonly wrong: number; readonly seconds: number }

export type Tries = {
  of(member: AtWork): Tried
  /** Counts a try as wrong before it is made, so that ending the app midway gains none. */
  begin(member: AtWork): Try
  /** What is to be written down in a case when it opens. */
  untold(caseId: string): readonly Untold[]
  /** It is written down. */
  told(ids: readonly string[]): void
}

/** How a try ended: `neither` told nothing of the passphrase. */
export type Try = { wrong(): Tried; right(): void; neither(): void }

/**
 * Opens the count of wrong passphrases on this machine, per member of a case. It stands in the
 * data of the machine and not beside the keys: a wrong passphrase then changes nothing of a case,
 * it counts on media that cannot be written, and bringing back an older case folder resets nothing.
 * It slows down who sits at this machine; against copied files only the key derivation helps.
 */
export function openTries(path: string, now: () => number): Tries {
  let { tries, untold } = load(path)

  function entryOf(member: AtWork): Entry | undefined {
    return tries.find((each) => isSame(member, each))
  }

  function put(member: AtWork, entry: Entry | undefined): void {
    const others = tries.filter((each) => each !== entryOf(member))
    tries = (entry ? [entry, ...others] : others).slice(0, KEPT)
    keep()
  }

  function keep(): void {
    try {
      writeDurably(path, `${JSON.stringify({ format: 1, tries, untold } satisfies Kept)}\n`)
    } catch {
      // On a full disk the count lasts as long as the app runs.
    }
  }

  function countUntold(member: AtWork): void {
    const before = untold.find(({ caseId, memberId }) => isSame(member, { caseId, memberId }))
    const { times, id } = before ?? { times: 0, id: randomUUID() }
    const others = untold.filter((each) => each !== before)
    untold = [{ ...member, id, times: times + 1, at: now() }, ...others].slice(0, KEPT)
  }

  function of(member: AtWork): Tried {
    const entry = entryOf(member)
    if (!entry) return { wrong: 0, seconds: 0 }
    const wait = waitAfter(entry.wrong)
    // A clock that was set back makes nobody wait longer than the whole wait.
    const left = Math.min(wait, entry.at + wait - now())
    return { wrong: entry.wrong, seconds: Math.max(0, Math.ceil(left / 1000)) }
  }

  return {
    of,
    begin({ caseId, memberId }) {
      const member = { caseId, memberId }
      const before = entryOf(member)
      const wrong = (before?.wrong ?? 0) + 1
      countUntold(member)
      put(member, { ...member, wrong, at: now() })
      const uncount = (entry: Entry | undefined) => {
        untold = untold.flatMap((each) => (isSame(member, each) ? oneLess(each) : [each]))
        put(member, entry)
      }
      return {
        wrong() {
          put(member, { ...member, wrong, at: now() })
          return of(member)
        },
        right: () => uncount(undefined),
        neither: () => uncount(before),
      }
    },
    untold: (caseId) => untold.filter((each) => each.caseId === caseId),
    told(ids) {
      untold = untold.filter(({ id }) => !ids.includes(id))
      keep()
    },
  }
}

function oneLess(untold: Untold): readonly Untold[] {
  return untold.times > 1 ? [{ ...untold, times: untold.times - 1 }] : []
}

function isSame(one: AtWork, other: AtWork): boolean {
  return one.caseId === other.caseId && one.memberId === other.memberId
}

/** No wait for five wrong tries, then 1, 2, 4 … up to 60 seconds; in milliseconds. */
function waitAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(LONGEST_WAIT, 1000 * 2 ** (wrong - FREE))
}

function load(path: string): Kept {
  try {
    return Kept.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { format: 1, tries: [], untold: [] }
  }
}
