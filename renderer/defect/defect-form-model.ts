import { z } from 'zod'

import { type Defect, DefectCode, defectContract, type DefectState } from '#db/defect/contract.ts'
import { missingOfClaim } from '#db/defect/rules.ts'
import { Id } from '#db/kernel/ids.ts'
import type { Gap } from '#renderer/records/field.tsx'

/** A defect as the form holds it, and as its draft is kept; the unit only finds the visit. */
export const DefectForm = z.object({
  code: DefectCode.nullable(),
  name: z.string(),
  seenOn: z.string(),
  what: z.string(),
  place: z.string(),
  unitId: Id.nullable(),
  visitId: Id.nullable(),
  ownerId: Id.nullable(),
  measure: z.string(),
  dueOn: z.string(),
  evidence: z.string(),
})
export type DefectForm = z.infer<typeof DefectForm>

export type DefectInput = z.input<typeof defectContract.save.input>

/** A new defect: seen today. */
export function emptyDefect(today: string): DefectForm {
  return {
    code: null,
    name: '',
    seenOn: today,
    what: '',
    place: '',
    unitId: null,
    visitId: null,
    ownerId: null,
    measure: '',
    dueOn: '',
    evidence: '',
  }
}

/** The form of a defect that is on record. */
export function formOf(defect: Defect): DefectForm {
  const { code, name, seenOn, what, place, visitId, ownerId, measure, dueOn, evidence } = defect
  const seen = { code, name, seenOn, what, place, unitId: null, visitId }
  return { ...seen, ownerId, measure, dueOn: dueOn ?? '', evidence }
}

/** What a kept draft holds, or null when it cannot be read. */
export function parseDefectDraft(content: string): DefectForm | null {
  try {
    return DefectForm.parse(JSON.parse(content))
  } catch {
    return null
  }
}

/** Everything that keeps the defect from being saved, in the order of the form. */
export function defectGaps(form: DefectForm, today: string, state: DefectState): Gap[] {
  const gaps: Gap[] = []
  const add = (field: keyof DefectForm, code: string) => gaps.push({ field, code })
  if (form.code === null) add('code', 'defect.code-missing')
  if (form.code === 'own' && form.name.trim() === '') add('name', 'defect.name-missing')
  if (form.seenOn === '') add('seenOn', 'defect.date-missing')
  if (form.seenOn > today) add('seenOn', 'defect.in-the-future')
  if (form.what.trim() === '') add('what', 'defect.what-missing')
  const claim = { ...form, state, measure: form.measure.trim() }
  const missing = state === 'seen' ? [] : missingOfClaim(claim)
  if (missing.includes('ownerId')) add('ownerId', 'defect.owner-missing')
  if (missing.includes('measure')) add('measure', 'defect.measure-missing')
  if (missing.includes('dueOn')) add('dueOn', 'defect.due-missing')
  if (form.dueOn !== '' && form.dueOn < form.seenOn) add('dueOn', 'defect.due-before-seen')
  if (state === 'corrected' && form.evidence.trim() === '') {
    add('evidence', 'defect.evidence-missing')
  }
  return gaps
}

/** The form as the case file takes it, or undefined while something required is missing. */
export function defectInput(form: DefectForm, id: string | undefined): DefectInput | undefined {
  const { unitId: _unit, dueOn, ...fields } = form
  const parsed = defectContract.save.input.safeParse({
    ...(id === undefined ? {} : { id }),
    ...fields,
    dueOn: dueOn === '' ? null : dueOn,
  })
  return parsed.success ? parsed.data : undefined
}
