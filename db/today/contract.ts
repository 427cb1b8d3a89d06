import { z } from 'zod'

import { query } from '#db/kernel/contract.ts'
import { CivilDate, daysBetween } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'
import { RoundState } from '#db/visit/contract.ts'

/**
 * What there is to do (R14), told by what it is done to. `rectify` an item that is owed, `milestone`
 * one of its aims, `check` what was reported as done; `confirm` and `remind` a problem, `receipt` one
 * that was handed over; `plannedVisit` a unit of a round's plan, `depart`, `comeBack` and `file` a
 * round, `finishVisit` a visit that was begun; `defect` one of the group's own.
 */
export const DueKind = z.enum([
  ...(['rectify', 'milestone', 'check', 'confirm', 'remind', 'receipt'] as const),
  ...(['plannedVisit', 'depart', 'comeBack', 'file', 'finishVisit', 'defect'] as const),
])
export type DueKind = z.infer<typeof DueKind>

/** When it is to be done: its day is over, is today, or comes; `undated` waits without a day. */
export const DueWhen = z.enum(['overdue', 'today', 'undated', 'later'])
export type DueWhen = z.infer<typeof DueWhen>

export const DueFilter = z.strictObject({
  /** Whose: what the member carries or can do, or what anyone of the group does. */
  whose: z.enum(['mine', 'all']).default('all'),
  whens: z.array(DueWhen).default([]),
  kinds: z.array(DueKind).default([]),
  /** Only what is due on this day. */
  on: CivilDate.nullable().default(null),
})
export type DueFilter = z.infer<typeof DueFilter>

export const DueItem = z.strictObject({
  /** The kind with the id of the record: one record can be due in two ways. */
  id: z.string(),
  kind: DueKind,
  /** The record that opens: an item of rectification, a problem, a round, a visit or a defect. */
  recordId: Id,
  /** The number of the problem, the round or the defect; null of a visit. */
  no: z.number().int().nullable(),
  unitName: z.string().nullable(),
  /** The measure, the words of the problem, the purpose of the round: what it is about. */
  about: z.string(),
  /** The day since which it waits: found, reported, handed over, begun. */
  since: CivilDate.nullable(),
  dueOn: CivilDate.nullable(),
  when: DueWhen,
  /** Days since it was due; 0 where it is not overdue. */
  daysLate: z.number().int(),
  /** The deadline that was given first, where it was put off since. */
  deadline: CivilDate.nullable(),
  extensions: z.number().int(),
  /** Who carries it; null where anyone can do it. */
  memberName: z.string().nullable(),
  /** Who cannot do it, because it takes another person (INV-20, R12). */
  exceptName: z.string().nullable(),
})
export type DueItem = z.infer<typeof DueItem>

const Count = z.number().int().min(0)

export const DueCounts = z.strictObject({
  mine: Count,
  all: Count,
  /** Of the items asked for: mine or all. */
  whens: z.record(DueWhen, Count),
  /** The next day on which anything of them is due; null where nothing is. */
  nextOn: CivilDate.nullable(),
})

/** A number with the number that it is part of. */
const Part = z.strictObject({ count: Count, of: Count })

export const GroupStanding = z.strictObject({
  overdue: Part,
  today: Part,
  /** Confirmed and not pointed out within P-06 days, of all that are not pointed out (R11). */
  unreminded: Part,
  /** Reported as done and not checked within P-07 days, of all that were reported (R12). */
  unchecked: Part,
  /** Items of rectification past their date, of all that are open (R12). */
  late: Part,
  limits: z.strictObject({ remind: Count, check: Count }),
})
export type GroupStanding = z.infer<typeof GroupStanding>

export const CalendarDay = z.strictObject({
  date: CivilDate,
  /** Items that are due on it, of the whole group. */
  due: Count,
  /** Visits that were under way on it. */
  visits: Count,
  /** A day moved by the notice of the year (调休): off, or worked. */
  holiday: z.strictObject({ kind: z.enum(['rest', 'work']), name: z.string() }).nullable(),
})
export type CalendarDay = z.infer<typeof CalendarDay>

export const CalendarRound = z.strictObject({
  id: Id,
  no: z.number().int(),
  purpose: z.string(),
  fromOn: CivilDate,
  toOn: CivilDate,
  state: RoundState,
})
export type CalendarRound = z.infer<typeof CalendarRound>

/** Days of a calendar that are asked for at once: ten weeks. */
const LONGEST = 70

export const todayContract = {
  /** What there is to do; by day, what has none comes last either way. */
  items: query(
    'today.items',
    z.strictObject({
      filter: DueFilter,
      sort: z.enum(['dueOn', 'unitName', 'kind']).default('dueOn'),
      descending: z.boolean().default(false),
      offset: Count.default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: Count, rows: z.array(DueItem) }),
  ),
  counts: query('today.counts', z.strictObject({ whose: DueFilter.shape.whose }), DueCounts),
  /** How the whole group stands; each number is the total of the list that it opens. */
  standing: query('today.standing', z.strictObject({}), GroupStanding),
  /** Days of a calendar, at most ten weeks, and the rounds that touch them. */
  calendar: query(
    'today.calendar',
    z
      .strictObject({ from: CivilDate, to: CivilDate })
      .refine(({ from, to }) => from <= to && daysBetween(from, to) < LONGEST),
    z.strictObject({ days: z.array(CalendarDay), rounds: z.array(CalendarRound) }),
  ),
}
