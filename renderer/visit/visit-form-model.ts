import { z } from 'zod'

import { Id } from '#db/kernel/ids.ts'
import { checkDates, findsMore } from '#db/visit/rules.ts'
import {
  Method,
  Nature,
  Notice,
  Result,
  type Round,
  Selection,
  visitContract,
} from '#db/visit/contract.ts'

import type { Gap } from '#renderer/records/field.tsx'

/** One look as the form holds it; what is not stated yet is null. `key` names the row on screen. */
export const LookItem = z.object({
  key: z.string(),
  id: Id.optional(),
  /** Only where it is not the unit of the visit. */
  unitId: Id.optional(),
  problemType: Id.nullable(),
  method: Method.nullable(),
  nature: Nature.nullable(),
  result: Result.nullable(),
  /** Only where it is not the first day of the visit. */
  lookedOn: z.string().optional(),
  looked: z.number().int().nullable(),
  foundCount: z.number().int().nullable(),
  note: z.string(),
  problemId: Id.nullable(),
})
export type LookItem = z.infer<typeof LookItem>

/** A visit as the form holds it, and as its draft is kept. `entry` is the look being typed. */
export const VisitForm = z.object({
  unitId: Id.nullable(),
  startedOn: z.string(),
  endedOn: z.string(),
  roundId: Id.nullable(),
  method: Method.nullable(),
  notice: Notice.nullable(),
  selection: Selection.nullable(),
  members: z.array(Id),
  note: z.string(),
  items: z.array(LookItem),
  entry: LookItem,
})
export type VisitForm = z.infer<typeof VisitForm>

export type VisitRecord = z.output<typeof visitContract.one.output>
export type VisitInput = z.input<typeof visitContract.save.input>

/** A new visit: today, by the person at work. Nothing else is presumed. */
export function emptyVisit(today: string, actor: string, rounds: readonly Round[]): VisitForm {
  return {
    unitId: null,
    startedOn: today,
    endedOn: today,
    roundId: roundOf(today, rounds),
    method: null,
    notice: null,
    selection: null,
    members: [actor],
    note: '',
    items: [],
    entry: emptyLook('entry', null, null),
  }
}

/** A look of which only method and nature are carried over. */
export function emptyLook(
  key: string,
  method: LookItem['method'],
  nature: LookItem['nature'],
): LookItem {
  return {
    key,
    problemType: null,
    method,
    nature,
    result: null,
    looked: null,
    foundCount: null,
    note: '',
    problemId: null,
  }
}

/** The form of a visit that is on record. */
export function formOf(visit: VisitRecord): VisitForm {
  const items = visit.items.map(({ unitName: _name, unitId, lookedOn, ...item }): LookItem => ({
    ...item,
    key: item.id,
    ...(unitId === visit.unitId ? {} : { unitId }),
    ...(lookedOn === visit.startedOn ? {} : { lookedOn }),
  }))
  const { unitId, startedOn, endedOn, roundId, method, notice, selection, note } = visit
  const members = visit.members.map(({ id }) => id)
  const entry = emptyLook('entry', method, items.at(-1)?.nature ?? null)
  return {
    unitId,
    startedOn,
    endedOn,
    roundId,
    method,
    notice,
    selection,
    members,
    note,
    items,
    entry,
  }
}

/** The round whose dates hold the day, if there is one. */
export function roundOf(day: string, rounds: readonly Round[]): string | null {
  return rounds.find(({ fromOn, toOn }) => fromOn <= day && day <= toOn)?.id ?? null
}

/** What a kept draft holds, or null when it cannot be read. */
export function parseVisitDraft(content: string): VisitForm | null {
  try {
    return VisitForm.parse(JSON.parse(content))
  } catch {
    return null
  }
}

export type VisitGround = {
  readonly today: string
  readonly rounds: readonly Round[]
  readonly unitValidTo: string | null
}

/** Everything that keeps the visit from being saved, in the order of the form. */
export function visitGaps(form: VisitForm, ground: VisitGround): Gap[] {
  const gaps: Gap[] = []
  if (form.unitId === null) gaps.push({ field: 'unitId', code: 'visit.unit-missing' })
  gaps.push(...dateGaps(form, ground))
  if (form.method === null) gaps.push({ field: 'method', code: 'visit.method-missing' })
  if (form.notice === null) gaps.push({ field: 'notice', code: 'visit.notice-missing' })
  if (form.selection === null) gaps.push({ field: 'selection', code: 'visit.selection-missing' })
  if (form.members.length === 0) gaps.push({ field: 'members', code: 'visit.members-missing' })
  form.items.forEach((item, at) => {
    gaps.push(...lookGaps(item, `items.${at}`, String(at + 1)))
    if (form.items.slice(0, at).some((other) => isTwin(other, item))) {
      gaps.push({
        field: `items.${at}`,
        code: 'visit.looked-twice',
        about: [item.problemType ?? ''],
      })
    }
  })
  if (isBegun(form.entry)) gaps.push({ field: 'entry', code: 'visit.entry-not-kept' })
  return gaps
}

const DATE_FIELDS: Readonly<Record<string, string>> = {
  'visit.ends-before-start': 'endedOn',
  'visit.outside-round': 'roundId',
}

function dateGaps(form: VisitForm, ground: VisitGround): Gap[] {
  const { startedOn, endedOn } = form
  if (startedOn === '') return [{ field: 'startedOn', code: 'visit.start-missing' }]
  if (endedOn === '') return [{ field: 'endedOn', code: 'visit.end-missing' }]
  const round = ground.rounds.find(({ id }) => id === form.roundId) ?? null
  const verdict = checkDates({ startedOn, endedOn, ...ground, round })
  if (verdict.kind !== 'refused') return []
  return verdict.reasons.map((reason) => ({
    ...reason,
    field: DATE_FIELDS[reason.code] ?? 'startedOn',
  }))
}

/** What a look still lacks. `place` is its number in the list, for the sentence. */
export function lookGaps(item: LookItem, field: string, place: string): Gap[] {
  const about = [place]
  const gaps: Gap[] = []
  if (item.problemType === null) {
    gaps.push({ field, code: 'visit.look-without-type', about })
  }
  if (item.method === null || item.nature === null) {
    gaps.push({ field, code: 'visit.look-without-method', about })
  }
  if (item.result === null) gaps.push({ field, code: 'visit.look-without-result', about })
  if (findsMore(item)) {
    gaps.push({ field, code: 'visit.found-more-than-looked', about })
  }
  return gaps
}

/** Whether two rows are the same look: one unit, type, method and nature. */
export function isTwin(one: LookItem, other: LookItem): boolean {
  return (
    one.problemType !== null &&
    one.unitId === other.unitId &&
    one.problemType === other.problemType &&
    one.method === other.method &&
    one.nature === other.nature
  )
}

function isBegun({ problemType, result, note, looked, foundCount }: LookItem): boolean {
  return [problemType, result, looked, foundCount].some((each) => each !== null) || note !== ''
}

/** The form as the case file takes it, or undefined while something required is missing. */
export function visitInput(form: VisitForm, id: string | undefined): VisitInput | undefined {
  const parsed = visitContract.save.input.safeParse({
    ...(id === undefined ? {} : { id }),
    unitId: form.unitId,
    startedOn: form.startedOn,
    endedOn: form.endedOn,
    roundId: form.roundId,
    method: form.method,
    notice: form.notice,
    selection: form.selection,
    note: form.note,
    members: form.members,
    items: form.items.map(({ key: _key, problemId: _problem, ...item }) => item),
  })
  return parsed.success ? parsed.data : undefined
}
