import { type Machine, nextState } from '#db/kernel/machine.ts'
import { confirms, isLeader, type Role } from '#db/kernel/roles.ts'
import { judge, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

import { type RectEvent, RectState } from './records.ts'

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
    return when(
      last !== undefined && (facts.due === null || facts.due <= last.checkedOn),
      'rectification.new-deadline-missing',
    )
  },
  relapse: free,
  cancel: (_facts, { role }, basis) => [
    ...when(!isLeader(role), 'rectification.cancelled-by-leader'),
    ...when(basis.trim() === '', 'rectification.basis-missing'),
  ],
}

function when(holds: boolean, code: string, about?: readonly string[]): readonly Reason[] {
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

/** Whether the unit's claim can be written: the step is open, and not before the last check. */
export function reportDone(facts: RectFacts, claimedOn: string): Verdict<true> {
  const last = facts.checks.at(-1)?.checkedOn
  const open = nextState(rectMachine, facts.state, 'report') !== undefined
  return judge(true, {
    refused: [
      ...when(!open, 'rectification.step-not-open', [facts.state, 'report']),
      ...when(last !== undefined && claimedOn < last, 'rectification.dates-out-of-order'),
    ],
  })
}

export type Checking = {
  readonly checkedOn: string
  readonly visitEndedOn: string
}

/**
 * Whether this actor may write this check: another than who entered the claim (INV-21), on a visit
 * that went there after it (INV-22).
 */
export function checkClaim(
  facts: RectFacts,
  { checkedOn, visitEndedOn }: Checking,
  actor: Actor,
): Verdict<true> {
  const claim = facts.reports.at(-1)
  return judge(true, {
    refused: [
      ...mayCheck(facts, actor),
      ...when(
        claim !== undefined && visitEndedOn < claim.claimedOn,
        'rectification.visit-before-claim',
      ),
      ...when(
        claim !== undefined && checkedOn < claim.claimedOn,
        'rectification.dates-out-of-order',
      ),
    ],
  })
}

/** What the page can say of a check before anything of it is written. */
export function mayCheck(facts: RectFacts, actor: Actor): readonly Reason[] {
  return [
    ...when(facts.state !== 'beingChecked', 'rectification.step-not-open', [facts.state, 'check']),
    ...when(facts.reports.at(-1)?.enteredById === actor.id, 'rectification.checked-by-claimant'),
  ]
}

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

export type Counts = {
  readonly asked: number
  readonly answers: number
  readonly satisfied: number
  readonly partly: number
  readonly dissatisfied: number
}

/** INV-35: what was counted adds up to no more than who answered, and these to no more than asked. */
export function countsAddUp(counts: Counts): Verdict<true> {
  const { asked, answers, satisfied, partly, dissatisfied } = counts
  const sum = satisfied + partly + dissatisfied
  return judge(true, {
    refused: when(sum > answers || answers > asked, 'rectification.counts-wrong'),
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
