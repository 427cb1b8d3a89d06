import { z } from 'zod'

import { Id } from '#db/kernel/ids.ts'
import { Change, Channel, Directness, opinionContract, SpeakerKind } from '#db/opinion/contract.ts'
import { sealOpinion } from '#db/opinion/rules.ts'
import type { Gap } from '#renderer/records/field.tsx'

/** An opinion as the form holds it and as its draft is kept; what is not stated yet is null. */
export const OpinionForm = z.object({
  unitId: Id.nullable(),
  visitId: Id.nullable(),
  heardOn: z.string(),
  heardTime: z.string(),
  place: z.string(),
  speakerKind: SpeakerKind.nullable(),
  channel: Channel.nullable(),
  directness: Directness.nullable(),
  thirdPerson: z.boolean(),
  verbatim: z.string(),
  languageNote: z.string(),
  change: Change.nullable(),
  supersedes: Id.nullable(),
})
export type OpinionForm = z.infer<typeof OpinionForm>

/** An empty form: today, and nothing else presumed but what the place of the form tells. */
export function emptyOpinion(today: string, given: Partial<OpinionForm> = {}): OpinionForm {
  return {
    unitId: null,
    visitId: null,
    heardOn: today,
    heardTime: '',
    place: '',
    speakerKind: null,
    channel: null,
    directness: null,
    thirdPerson: false,
    verbatim: '',
    languageNote: '',
    change: null,
    supersedes: null,
    ...given,
  }
}

/** The next opinion after one was sealed: where, when and by which way stay. */
export function nextOpinion(form: OpinionForm): OpinionForm {
  return { ...form, verbatim: '', languageNote: '', change: null, supersedes: null }
}

/** What a kept draft holds, or null when it cannot be read. */
export function parseOpinionDraft(content: string): OpinionForm | null {
  try {
    return OpinionForm.parse(JSON.parse(content))
  } catch {
    return null
  }
}

const FIELDS: Readonly<Record<string, string>> = {
  'opinion.in-the-future': 'heardOn',
  'opinion.direct-without-time': 'heardTime',
  'opinion.direct-without-place': 'place',
  'opinion.back-to-back-overheard': 'thirdPerson',
}

/** Everything that keeps the words from being sealed, in the order of the form. */
export function opinionGaps(form: OpinionForm, today: string): Gap[] {
  const { unitId, heardOn, speakerKind, channel, directness } = form
  const gaps: Gap[] = []
  if (form.verbatim.trim() === '') gaps.push({ field: 'verbatim', code: 'opinion.words-missing' })
  if (unitId === null) gaps.push({ field: 'unitId', code: 'opinion.unit-missing' })
  if (heardOn === '') gaps.push({ field: 'heardOn', code: 'opinion.day-missing' })
  if (speakerKind === null) gaps.push({ field: 'speakerKind', code: 'opinion.speaker-missing' })
  if (channel === null || directness === null) {
    return [...gaps, { field: 'channel', code: 'opinion.channel-missing' }]
  }
  const verdict = sealOpinion({
    ...form,
    unitId: unitId ?? '',
    channel,
    directness,
    heardTime: form.heardTime === '' ? null : form.heardTime,
    today,
    changeProblemId: null,
    former: null,
  })
  const refused = verdict.kind === 'refused' ? verdict.reasons : []
  return [
    ...gaps,
    ...refused.map((reason) => ({ ...reason, field: FIELDS[reason.code] ?? 'channel' })),
  ]
}

/** The form as the case file takes it, or undefined while something required is missing. */
export function opinionInput(form: OpinionForm, heardBy: string) {
  const heardTime = form.heardTime === '' ? null : form.heardTime
  return opinionContract.seal.input.safeParse({ ...form, heardTime, heardBy }).data
}
