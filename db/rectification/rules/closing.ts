import { confirms, isLeader } from '#db/kernel/roles.ts'
import { judge, type Verdict } from '#db/kernel/verdict.ts'

import type { RectState } from '../records.ts'
import { type Actor, type RectFacts, when } from './machine.ts'

export type ClosingFacts = {
  readonly state: string
  readonly source: string
  readonly items: readonly (RectFacts & { readonly evaluatedOn: readonly string[] })[]
}

/** Whether a problem can be struck off (SM1 待核查 → 销号; INV-21, INV-22, INV-23; R64, R67). */
export function strikeOff(
  { state, source, items }: ClosingFacts,
  actor: Actor,
  justified: readonly string[],
): Verdict<true> {
  const kept = items.filter((item) => item.state !== 'cancelled')
  const open = kept.filter((item) => item.state !== 'done')
  const checkers = kept.flatMap(({ checks }) => checks.slice(-1))
  return judge(true, {
    refused: [
      ...when(state !== 'awaitingCheck', 'rectification.problem-not-awaiting-check'),
      ...when(!confirms(actor.role), 'rectification.struck-off-by-deputy'),
      ...when(kept.length === 0, 'rectification.items-missing'),
      ...when(open.length > 0, 'rectification.items-open', [String(open.length)]),
      ...when(
        checkers.some(({ checkedById }) => checkedById === actor.id),
        'rectification.struck-off-by-checker',
      ),
    ],
    asked: when(
      source === 'masses' && !kept.some(confirmedByMasses),
      'rectification.masses-not-asked',
    ),
    notes: when(
      kept.some(({ published }) => published !== 'published'),
      'rectification.not-published',
    ),
    justified,
  })
}

function confirmedByMasses(item: ClosingFacts['items'][number]): boolean {
  const claimed = item.reports.at(-1)?.claimedOn
  return claimed !== undefined && item.evaluatedOn.some((on) => on >= claimed)
}

/** 整改 → 长期整改: the leader, with milestones on an item of lasting effort. */
export function keepOn({ state, items }: ClosingFacts, actor: Actor): Verdict<true> {
  const planned = items.some(({ kind, milestones }) => kind === 'lasting' && milestones.length > 0)
  return judge(true, {
    refused: [
      ...when(state !== 'rectifying', 'rectification.problem-not-rectifying'),
      ...when(!isLeader(actor.role), 'rectification.kept-on-by-leader'),
      ...when(!planned, 'rectification.milestones-missing'),
    ],
  })
}

const accepting: ReadonlySet<string> = new Set(['found', 'reminded', 'fedBack'])
const notReported: ReadonlySet<RectState> = new Set([
  'drafted',
  'claimed',
  'underWay',
  'returned',
  'relapsed',
])

/**
 * The state of a problem (SM1) that follows from its items: rectifying with the first that is
 * claimed, awaiting its check when all are reported, sent back or reopened when one is.
 */
export function problemAfter<S extends string>(
  state: S,
  items: readonly RectState[],
): S | 'rectifying' | 'awaitingCheck' | 'sentBack' | 'reopened' {
  const kept = items.filter((item) => item !== 'cancelled')
  const begun = kept.some((item) => item !== 'drafted')
  const under = kept.some((item) => item === 'underWay')
  const back = kept.some((item) => item === 'returned' || item === 'relapsed')
  if (state === 'struckOff') return kept.includes('relapsed') ? 'reopened' : state
  if (state === 'awaitingCheck') return back ? 'sentBack' : state
  if (state === 'sentBack') return under && !back ? 'rectifying' : state
  const accepted = accepting.has(state) && begun && !back
  if (!accepted && state !== 'rectifying') return state
  if (accepted) return 'rectifying'
  return kept.length > 0 && !kept.some((item) => notReported.has(item)) ? 'awaitingCheck' : state
}
