import { type Machine, nextState } from '#db/kernel/machine.ts'
import { isLeader, type Role } from '#db/kernel/roles.ts'
import { judge, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

import { type RectEvent, RectState } from '../records.ts'

const CANCEL = { cancel: 'cancelled' } as const

/** SM2. The page draws its buttons from this table, the trigger holds the same path. */
export const rectMachine: Machine<RectState, RectEvent> = {
  drafted: { claim: 'claimed', ...CANCEL },
  claimed: { start: 'underWay', ...CANCEL },
  underWay: { report: 'reportedDone', ...CANCEL },
  reportedDone: { planCheck: 'beingChecked', ...CANCEL },
  beingChecked: { pass: 'done', sendBack: 'returned', ...CANCEL },
  done: { relapse: 'relapsed' },
  returned: { resume: 'underWay', ...CANCEL },
  relapsed: { resume: 'underWay', ...CANCEL },
  cancelled: {},
}

/** States in which an item is still owed; only these can be late. */
export const openStates: readonly RectState[] = RectState.options.filter(
  (state) => state !== 'done' && state !== 'cancelled',
)

export type RectFacts = {
  readonly state: RectState
  /** The state of its problem (SM1). */
  readonly problemState: string
  readonly kind: string
  readonly ownerName: string
  readonly deadline: string | null
  readonly test: string
  /** The latest date that was set, the deadline itself where it was never put off. */
  readonly due: string | null
  readonly published: 'published' | 'exempt' | 'none'
  readonly reports: readonly { readonly claimedOn: string; readonly enteredById: string }[]
  readonly checks: readonly CheckFacts[]
  readonly milestones: readonly { readonly reachedOn: string | null }[]
}
export type CheckFacts = {
  readonly checkedOn: string
  readonly checkedById: string
  readonly result: string
}
export type Actor = { readonly id: string; readonly role: Role }

const claimFields = ['ownerName', 'deadline', 'test'] as const

/** What an item lacks before a unit can be held to it (R39). */
export function missingOfClaim(facts: RectFacts): readonly (typeof claimFields)[number][] {
  return claimFields.filter((field) => facts[field] === '' || facts[field] === null)
}

/** Whether a step of SM2 is open to this actor, and where it leads. Lists are oldest first. */
export function advance(
  facts: RectFacts,
  event: RectEvent,
  actor: Actor,
  basis: string,
): Verdict<RectState> {
  const next = nextState(rectMachine, facts.state, event)
  if (!next) return refuse({ code: 'rectification.step-not-open', about: [facts.state, event] })
  return judge(next, { refused: guards[event](facts, actor, basis), notes: notesOf(facts, event) })
}

type Guard = (facts: RectFacts, actor: Actor, basis: string) => readonly Reason[]

const free: Guard = () => []

const guards: Readonly<Record<RectEvent, Guard>> = {
  claim: (facts) => [
    ...when(
      missingOfClaim(facts).length > 0,
      'rectification.claim-incomplete',
      missingOfClaim(facts),
    ),
    ...when(
      facts.kind === 'lasting' && facts.milestones.length === 0,
      'rectification.milestones-missing',
    ),
  ],
  start: free,
  report: free,
  planCheck: free,
  pass: (facts) => [
    ...when(currentCheck(facts)?.result !== 'solved', 'rectification.check-missing'),
    ...when(facts.published === 'none', 'rectification.publicity-missing'),
    ...when(
      facts.milestones.some(({ reachedOn }) => reachedOn === null),
      'rectification.milestones-open',
    ),
  ],
  sendBack: free,
  resume: (facts) => {
    const last = facts.checks.at(-1)
    return [
      ...when(facts.problemState === 'reopened', 'rectification.remind-first'),
      ...when(
        last !== undefined && (facts.due === null || facts.due <= last.checkedOn),
        'rectification.new-deadline-missing',
      ),
    ]
  },
  relapse: free,
  cancel: (_facts, { role }, basis) => [
    ...when(!isLeader(role), 'rectification.cancelled-by-leader'),
    ...when(basis.trim() === '', 'rectification.basis-missing'),
  ],
}

/** One reason where something holds, none where it does not. */
export function when(holds: boolean, code: string, about?: readonly string[]): readonly Reason[] {
  if (!holds) return []
  return [{ code, ...(about ? { about } : {}) }]
}

/** The check that answers the latest claim. */
function currentCheck({ reports, checks }: RectFacts): CheckFacts | undefined {
  const claimed = reports.at(-1)?.claimedOn
  const check = checks.at(-1)
  return claimed !== undefined && check && check.checkedOn >= claimed ? check : undefined
}

function notesOf(facts: RectFacts, event: RectEvent): readonly Reason[] {
  return when(event === 'planCheck' && facts.published === 'none', 'rectification.not-published')
}
