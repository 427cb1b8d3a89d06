import { z } from 'zod'

import { Id } from '#db/kernel/ids.ts'
import { PlanReason, type RoundRecord, type RoundRow, roundContract } from '#db/round/contract.ts'
import { checkPlan } from '#db/round/rules/plan.ts'
import { Notice } from '#db/visit/contract.ts'
import type { Gap } from '#renderer/records/field.tsx'

const PlanItem = z.object({
  key: z.string(),
  id: Id.optional(),
  unitId: Id.nullable(),
  reason: PlanReason.nullable(),
  plannedOn: z.string().nullable(),
  notice: Notice.nullable(),
  halfDays: z.number().int().nullable(),
  team: z.string(),
  note: z.string(),
})
export type PlanItem = z.infer<typeof PlanItem>

const TeamItem = z.object({ key: z.string(), team: z.string(), members: z.array(Id) })
export type TeamItem = z.infer<typeof TeamItem>

/** A round as its form holds it, and as its draft is kept. */
export const RoundForm = z.object({
  no: z.number().int().nullable(),
  purpose: z.string(),
  fromOn: z.string().nullable(),
  toOn: z.string().nullable(),
  leadMemberId: Id.nullable(),
  teams: z.array(TeamItem),
  plan: z.array(PlanItem),
})
export type RoundForm = z.infer<typeof RoundForm>

export type RoundInput = z.input<typeof roundContract.save.input>

/** A new round: the next number, and one team that waits for its name and its people. */
export function emptyRound(rounds: readonly Pick<RoundRow, 'no'>[], team: string): RoundForm {
  return {
    no: Math.min(Math.max(0, ...rounds.map(({ no }) => no)) + 1, 99),
    purpose: '',
    fromOn: null,
    toOn: null,
    leadMemberId: null,
    teams: [{ key: 'first', team, members: [] }],
    plan: [],
  }
}

/** The form of a round that is on record. */
export function roundFormOf(round: RoundRecord): RoundForm {
  const { no, purpose, fromOn, toOn, leadMemberId } = round
  const teams = Map.groupBy(round.members, ({ team }) => team)
  return {
    no,
    purpose,
    fromOn,
    toOn,
    leadMemberId,
    teams: [...teams].map(([team, members]) => ({
      key: team,
      team,
      members: members.map(({ memberId }) => memberId),
    })),
    plan: round.plan.map(({ unitName: _name, ...row }) => ({ key: row.id, ...row })),
  }
}

/** The next row of a plan: the day, the notice, the length and the team of the last one go on. */
export function nextPlanItem(form: RoundForm, key: string): PlanItem {
  const last = form.plan.at(-1)
  return {
    key,
    unitId: null,
    reason: last?.reason ?? null,
    plannedOn: last?.plannedOn ?? form.fromOn,
    notice: last?.notice ?? null,
    halfDays: last?.halfDays ?? 2,
    team: last?.team ?? form.teams[0]?.team ?? '',
    note: '',
  }
}

/** What a kept draft holds, or null when it cannot be read. */
export function parseRoundDraft(content: string): RoundForm | null {
  try {
    return RoundForm.parse(JSON.parse(content))
  } catch {
    return null
  }
}

/** Everything that keeps the round from being saved, in the order of the form. */
export function roundGaps(form: RoundForm): Gap[] {
  const gaps: Gap[] = []
  if (form.no === null) gaps.push({ field: 'no', code: 'round.number-missing' })
  if (form.fromOn === null) gaps.push({ field: 'fromOn', code: 'round.from-missing' })
  if (form.toOn === null) gaps.push({ field: 'toOn', code: 'round.to-missing' })
  form.teams.forEach(({ team, members }, at) => {
    if (team.trim() === '' && members.length > 0) {
      gaps.push({ field: `teams.${at}`, code: 'round.team-missing' })
    }
  })
  form.plan.forEach(({ unitId, reason, notice, halfDays }, at) => {
    if (unitId === null || reason === null || notice === null || halfDays === null) {
      gaps.push({ field: `plan.${at}`, code: 'round.plan-row-missing', about: [String(at + 1)] })
    }
  })
  return [...gaps, ...conflicts(form)]
}

const FIELDS: Readonly<Record<string, string>> = {
  'round.member-twice': 'teams.0',
  'visit.ends-before-start': 'toOn',
  'round.too-long': 'toOn',
}

function conflicts(form: RoundForm): Gap[] {
  const { fromOn, toOn } = form
  if (fromOn === null || toOn === null) return []
  const verdict = checkPlan({ fromOn, toOn }, membersOf(form), form.plan)
  if (verdict.kind !== 'refused') return []
  return verdict.reasons.map((reason) => ({
    ...reason,
    field: FIELDS[reason.code] ?? `plan.${Number(reason.about?.[0] ?? 1) - 1}`,
  }))
}

function membersOf({ teams }: RoundForm) {
  return teams.flatMap(({ team, members }) =>
    members.map((memberId) => ({ memberId, team: team.trim() })),
  )
}

/** The form as the case file takes it, or undefined while something required is missing. */
export function roundInput(form: RoundForm, id: string | undefined): RoundInput | undefined {
  const { teams: _teams, plan, ...fields } = form
  const parsed = roundContract.save.input.safeParse({
    ...(id === undefined ? {} : { id }),
    ...fields,
    members: membersOf(form),
    plan: plan.map(({ key: _key, ...row }) => row),
  })
  return parsed.success ? parsed.data : undefined
}
