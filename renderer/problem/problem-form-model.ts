import { z } from 'zod'

import { Id } from '#db/kernel/ids.ts'
import {
  PersonPart,
  problemContract,
  ProblemSource,
  type ProblemState,
  type ProblemType,
  Severity,
  Wind,
} from '#db/problem/contract.ts'
import { type EventField, missingOfEvent } from '#db/problem/rules.ts'
import type { Exposure } from '#db/visit/contract.ts'
import type { Gap } from '#renderer/records/field.tsx'

/** A person as the form holds it; what is not stated yet is null. `key` names the row on screen. */
export const PersonItem = z.object({
  key: z.string(),
  name: z.string(),
  post: z.string(),
  part: PersonPart.nullable(),
})
export type PersonItem = z.infer<typeof PersonItem>

/** A problem as the form holds it, and as its draft is kept. */
export const ProblemForm = z.object({
  unitId: Id.nullable(),
  foundOn: z.string(),
  problemType: Id.nullable(),
  wind: Wind.nullable(),
  severity: Severity.nullable(),
  source: ProblemSource.nullable(),
  what: z.string(),
  happened: z.string(),
  place: z.string(),
  effect: z.string(),
  persons: z.array(PersonItem),
  measure: z.string(),
  visitId: Id.nullable(),
  exposureId: Id.nullable(),
})
export type ProblemForm = z.infer<typeof ProblemForm>

export type ProblemRecord = z.output<typeof problemContract.one.output>
export type ProblemInput = z.input<typeof problemContract.save.input>
type Types = readonly ProblemType[]

/** A new problem: found today. Nothing else is presumed. */
export function emptyProblem(today: string): ProblemForm {
  return {
    unitId: null,
    foundOn: today,
    problemType: null,
    wind: null,
    severity: null,
    source: null,
    what: '',
    happened: '',
    place: '',
    effect: '',
    persons: [],
    measure: '',
    visitId: null,
    exposureId: null,
  }
}

/** A problem that starts from the look that found it: its unit, type and day, and its sentence. */
export function problemOfLook(visitId: string, look: Exposure, types: Types): ProblemForm {
  return {
    ...emptyProblem(look.lookedOn),
    unitId: look.unitId,
    problemType: look.problemType,
    wind: windOf(look.problemType, types),
    source: look.nature === 'masses' ? 'masses' : 'fieldwork',
    what: look.note,
    visitId,
    exposureId: look.id,
  }
}

/** The form of a problem that is on record. */
export function formOf(problem: ProblemRecord): ProblemForm {
  const { unitId, foundOn, problemType, wind, severity, source, visitId, exposureId } = problem
  const { what, happened, place, effect, measure } = problem
  const persons = problem.persons.map((person, at) => ({ ...person, key: String(at) }))
  const kind = { unitId, foundOn, problemType, wind, severity, source }
  const event = { what, happened, place, effect, persons, measure }
  return { ...kind, ...event, visitId, exposureId }
}

/** What a kept draft holds, or null when it cannot be read. */
export function parseProblemDraft(content: string): ProblemForm | null {
  try {
    return ProblemForm.parse(JSON.parse(content))
  } catch {
    return null
  }
}

/** The type's own wind comes with it, unless another one was chosen by hand. */
export function withType(form: ProblemForm, problemType: string, types: Types): ProblemForm {
  const follows = form.wind === null || form.wind === windOf(form.problemType, types)
  return { ...form, problemType, wind: follows ? windOf(problemType, types) : form.wind }
}

function windOf(id: string | null, types: Types): Wind | null {
  return types.find((type) => type.id === id)?.wind ?? null
}

/** Rows in which something was written; an empty row says nothing and is not kept. */
export function statedPersons(form: ProblemForm): PersonItem[] {
  return form.persons.filter(({ name, post }) => name.trim() !== '' || post.trim() !== '')
}

/** What the event still lacks before another member can confirm the problem (R70, R71, INV-20). */
export function lackingForConfirmation(form: ProblemForm): readonly EventField[] {
  return missingOfEvent({
    what: form.what.trim(),
    happened: form.happened.trim(),
    place: form.place.trim(),
    effect: form.effect.trim(),
    persons: statedPersons(form).length,
  })
}

/**
 * Everything that keeps the problem from being saved, in the order of the form. One that was
 * confirmed must stay whole.
 */
export function problemGaps(form: ProblemForm, today: string, state: ProblemState): Gap[] {
  const gaps: Gap[] = []
  if (form.unitId === null) gaps.push({ field: 'unitId', code: 'problem.unit-missing' })
  if (form.foundOn === '') gaps.push({ field: 'foundOn', code: 'problem.date-missing' })
  if (form.foundOn > today) gaps.push({ field: 'foundOn', code: 'problem.in-the-future' })
  if (form.problemType === null) gaps.push({ field: 'problemType', code: 'problem.type-missing' })
  if (form.severity === null) gaps.push({ field: 'severity', code: 'problem.severity-missing' })
  if (form.source === null) gaps.push({ field: 'source', code: 'problem.source-missing' })
  if (form.what.trim() === '') gaps.push({ field: 'what', code: 'problem.what-missing' })
  const lacking = state === 'found' ? lackingForConfirmation(form) : []
  for (const field of lacking) {
    if (field !== 'what') gaps.push({ field, code: `problem.confirmed-without-${field}` })
  }
  return [...gaps, ...personGaps(form)]
}

function personGaps(form: ProblemForm): Gap[] {
  return statedPersons(form).flatMap((person) => {
    const at = form.persons.indexOf(person)
    const about = [String(at + 1)]
    const field = `persons.${at}`
    if (person.name.trim() === '') return [{ field, code: 'problem.person-without-name', about }]
    return person.part === null ? [{ field, code: 'problem.person-without-part', about }] : []
  })
}

/** The form as the case file takes it, or undefined while something required is missing. */
export function problemInput(form: ProblemForm, id: string | undefined): ProblemInput | undefined {
  const { persons: _persons, ...fields } = form
  const parsed = problemContract.save.input.safeParse({
    ...(id === undefined ? {} : { id }),
    ...fields,
    persons: statedPersons(form).map(({ key: _key, ...person }) => person),
  })
  return parsed.success ? parsed.data : undefined
}
