import { sql } from 'kysely'

import { confirms, isLeader, type Role } from '#db/kernel/roles.ts'

import type { DueFilter, DueKind, DueWhen } from './contract.ts'

/** Days that the group allows: P-06 to a reminder, P-07 to a check, P-16 to a receipt. */
export type DueLimits = {
  readonly remind: number
  readonly check: number
  readonly answer: number
}

/** One item as the database tells it. */
export type DueRow = {
  readonly kind: DueKind
  readonly key: string
  readonly recordId: string
  readonly no: number | null
  readonly unitId: string | null
  readonly about: string
  readonly since: string | null
  readonly dueOn: string | null
  readonly deadline: string | null
  readonly extensions: number
  readonly memberId: string | null
  readonly exceptId: string | null
  readonly hand: 'deputy' | 'leader' | null
}

/**
 * The one definition of what there is to do (R14): every open record with the day by which it is due,
 * who carries it, and who cannot do it. What takes another person has no carrier (INV-20, R12).
 */
export function dueItems(limits: DueLimits) {
  const parts = [...rectification(limits), ...problems(limits), ...rounds(), ...others()]
  return sql<DueRow>`(${sql.join(parts, sql` union all `)})`
}

function days(count: number) {
  return sql`${`+${count} days`}`
}

function rectification({ check }: DueLimits) {
  return [
    sql`select 'rectify' as kind, i.id as key, i.id as recordId, p.no, i.unitId, i.measure as about,
        null as since, n.due as dueOn, i.deadline, n.extensions, i.enteredBy as memberId,
        null as exceptId, null as hand
      from rectItem i join rectNow n on n.itemId = i.id join problem p on p.id = i.problemId
      where i.state not in ('done', 'cancelled')
        and i.state not in ('reportedDone', 'beingChecked')`,
    sql`select 'check', i.id, i.id, p.no, i.unitId, i.measure, r.claimedOn,
        date(r.claimedOn, ${days(check)}), i.deadline, n.extensions, null, r.enteredBy, null
      from rectItem i join rectNow n on n.itemId = i.id join rectReport r on r.id = n.reportId
        join problem p on p.id = i.problemId
      where i.state not in ('done', 'cancelled') and i.state in ('reportedDone', 'beingChecked')`,
    sql`select 'milestone', m.id, i.id, p.no, i.unitId, m.aim, null, m.dueOn, null, 0, i.enteredBy, null,
        null
      from rectMilestone m join rectItem i on i.id = m.itemId join problem p on p.id = i.problemId
      where m.reachedOn is null and i.state not in ('done', 'cancelled')`,
  ]
}

function problems({ remind, answer }: DueLimits) {
  return [
    sql`select 'confirm', id, id, no, unitId, what, foundOn, null, null, 0, null, enteredBy, 'deputy'
      from problem where state = 'lead'`,
    sql`select 'remind', id, id, no, unitId, what, foundOn, date(foundOn, ${days(remind)}), null, 0,
        enteredBy, null, null
      from problem where state = 'found'`,
    // Of a clue that was handed over nothing is said but to whom (R66).
    sql`select 'receipt', h.problemId, h.problemId, p.no, p.unitId, h.toBody, h.handedOn,
        date(h.handedOn, ${days(answer)}), null, 0, h.enteredBy, null, null
      from handover h join problem p on p.id = h.problemId where h.receivedOn is null`,
  ]
}

function rounds() {
  return [
    sql`select 'plannedVisit', p.id, r.id, r.no, p.unitId, r.purpose, null, p.plannedOn, null, 0,
        r.leadMemberId, null, null
      from roundPlan p join round r on r.id = p.roundId
      where r.state in ('approved', 'underWay') and not exists (
        select 1 from visit v where v.roundId = r.id and v.unitId = p.unitId)`,
    sql`select 'depart', id, id, no, null, purpose, null, fromOn, null, 0, leadMemberId, null, null
      from round where state in ('draft', 'agreed', 'approved')`,
    sql`select 'comeBack', id, id, no, null, purpose, fromOn, toOn, null, 0, leadMemberId, null, null
      from round where state = 'underWay'`,
    sql`select 'file', id, id, no, null, purpose, toOn, null, null, 0, null, null, 'leader'
      from round where state = 'back'`,
  ]
}

function others() {
  return [
    sql`select 'finishVisit', id, id, null, unitId, note, startedOn, null, null, 0, enteredBy, null, null
      from visit where state = 'open'`,
    sql`select 'defect', id, id, no, null, what, seenOn, dueOn, null, 0, coalesce(ownerId, enteredBy),
        null, null
      from ownDefect where state <> 'closed'`,
  ]
}

const whens: Readonly<Record<DueWhen, (today: string) => ReturnType<typeof sql<boolean>>>> = {
  overdue: (today) => sql<boolean>`item.dueOn < ${today}`,
  today: (today) => sql<boolean>`item.dueOn = ${today}`,
  undated: () => sql<boolean>`item.dueOn is null`,
  later: (today) => sql<boolean>`item.dueOn > ${today}`,
}

/** Which of the four an item belongs to. */
export function whenSql(today: string) {
  return sql<DueWhen>`case when ${whens.undated(today)} then 'undated'
    when ${whens.overdue(today)} then 'overdue'
    when ${whens.today(today)} then 'today' else 'later' end`
}

/** What this member carries, or can do because nobody does. */
export function mineSql(actor: string, role: Role) {
  const hands = [
    ...(confirms(role) ? [sql`item.hand = 'deputy'`] : []),
    ...(isLeader(role) ? [sql`item.hand = 'leader'`] : []),
    sql`item.hand is null`,
  ]
  return sql<boolean>`(item.memberId = ${actor} or (item.memberId is null
    and item.exceptId is not ${actor} and (${sql.join(hands, sql` or `)})))`
}

/** What the filter lets through of the items. */
export function ofDue(
  { whose, whens: chosen, kinds, on }: DueFilter,
  today: string,
  { actor, role }: { readonly actor: string; readonly role: Role },
) {
  const parts = [
    sql<boolean>`true`,
    ...(whose === 'mine' ? [mineSql(actor, role)] : []),
    ...(kinds.length > 0 ? [sql<boolean>`item.kind in (${sql.join(kinds)})`] : []),
    ...(on === null ? [] : [sql<boolean>`item.dueOn = ${on}`]),
    ...(chosen.length > 0
      ? [
          sql`(${sql.join(
            chosen.map((each) => whens[each](today)),
            sql` or `,
          )})`,
        ]
      : []),
  ]
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}
