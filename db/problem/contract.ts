import { z } from 'zod'

import {
  codesOf,
  directnesses,
  evidenceKinds,
  handoverClasses,
  personParts,
  problemSources,
  reminderModes,
  reminderRanks,
  severities,
  winds,
} from '#db/kernel/codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate, Period } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

/** The states of SM1, in the order of the chain (domain §2.7, §3.7). */
export const ProblemState = z.enum([
  ...(['lead', 'found', 'reminded', 'fedBack', 'rectifying', 'awaitingCheck', 'sentBack'] as const),
  ...(['struckOff', 'reopened', 'longTerm', 'handedOver', 'merged', 'notSubstantiated'] as const),
])
export type ProblemState = z.infer<typeof ProblemState>
/** The steps that need words only. */
export const WordStep = z.enum(['confirm', 'dismiss'])
/** What the group itself does with a problem before its rectification. */
export const GroupStep = z.enum([
  ...WordStep.options,
  ...(['remind', 'remindAgain', 'handOver', 'merge'] as const),
])
export type GroupStep = z.infer<typeof GroupStep>
/** All events of SM1. Each that is no GroupStep is brought about by the record that it leaves. */
export const ProblemEvent = z.enum([
  ...GroupStep.options,
  ...(['feedBack', 'rectify', 'reportDone', 'sendBack'] as const),
  ...(['setNewDate', 'strikeOff', 'relapse', 'longTerm'] as const),
])
export type ProblemEvent = z.infer<typeof ProblemEvent>
export const Wind = z.enum(codesOf(winds))
export type Wind = z.infer<typeof Wind>
export const Severity = z.enum(codesOf(severities))
export const ProblemSource = z.enum(codesOf(problemSources))
export const PersonPart = z.enum(codesOf(personParts))

/** Where a problem stands besides its state; any of those chosen lets it through. */
export const ProblemMark = z.enum([
  ...(['unreminded', 'unanswered', 'asked', 'unasked'] as const),
  ...(['massesUnlisted', 'groupUnlisted'] as const),
])
export type ProblemMark = z.infer<typeof ProblemMark>

export const ProblemType = z.strictObject({
  id: Id,
  name: z.string(),
  nameEn: z.string(),
  brief: z.string(),
  /** First letters of the pinyin of the name, by which a picker finds it. */
  initials: z.string(),
  wind: Wind.nullable(),
  scheme: z.enum(['task', 'wind', 'own']),
})
export type ProblemType = z.infer<typeof ProblemType>

export const ProblemFilter = z.strictObject({
  text: z.string().max(100).default(''),
  unitId: Id.nullable().default(null),
  prefectures: z.array(Id).default([]),
  levels: z.array(z.string()).default([]),
  kinds: z.array(z.string()).default([]),
  problemTypes: z.array(Id).default([]),
  states: z.array(ProblemState).default([]),
  severities: z.array(Severity).default([]),
  sources: z.array(ProblemSource).default([]),
  marks: z.array(ProblemMark).default([]),
  period: Period.default({ from: null, to: null }),
})
export type ProblemFilter = z.infer<typeof ProblemFilter>

export const ProblemRow = z.strictObject({
  id: Id,
  no: z.number().int(),
  unitId: Id,
  unitName: z.string(),
  prefectureName: z.string().nullable(),
  foundOn: CivilDate,
  problemType: Id,
  what: z.string(),
  severity: Severity,
  source: ProblemSource,
  state: ProblemState,
})
export type ProblemRow = z.infer<typeof ProblemRow>

export const ProblemPerson = z.strictObject({
  name: z.string().trim().min(1).max(50),
  post: z.string().trim().max(100).default(''),
  part: PersonPart,
})

/** One thing that speaks for a problem or against it. `origin` tells independent ones apart. */
export const EvidenceFields = z.strictObject({
  kind: z.enum(codesOf(evidenceKinds)),
  ref: z.string().trim().min(1).max(2000),
  directness: z.enum(codesOf(directnesses)),
  supports: z.enum(['for', 'against']),
  origin: z.string().trim().min(1).max(100),
})
/** To whom a problem was pointed out, how, and in which exact words (R10, R96). */
export const ReminderFields = z.strictObject({
  toName: z.string().trim().min(1).max(50),
  toPost: z.string().trim().max(100).default(''),
  toRank: z.enum(codesOf(reminderRanks)),
  mode: z.enum(codesOf(reminderModes)),
  wording: z.string().trim().min(1).max(5000),
  remindedOn: CivilDate,
  place: z.string().trim().max(200).default(''),
})
/** To whom it was handed over and of which class: nothing of what it is about (INV-38). */
export const HandoverFields = z.strictObject({
  toBody: z.string().trim().min(1).max(100),
  handedOn: CivilDate,
  class: z.enum(codesOf(handoverClasses)),
})
const Similar = z.strictObject({
  id: Id,
  no: z.number().int(),
  what: z.string(),
  state: ProblemState,
})

export const problemContract = {
  types: query('problem.types', z.strictObject({}), z.array(ProblemType)),
  addType: command(
    'problem.addType',
    z.strictObject({
      name: z.string().trim().min(1).max(60),
      brief: z.string().trim().min(1).max(12),
      wind: Wind.nullable().default(null),
    }),
    z.strictObject({ id: Id }),
  ),
  list: query(
    'problem.list',
    z.strictObject({
      filter: ProblemFilter,
      sort: z.enum(['foundOn', 'no', 'unitName']).default('foundOn'),
      descending: z.boolean().default(true),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(ProblemRow) }),
  ),
  one: query(
    'problem.one',
    z.strictObject({ id: Id }),
    z.strictObject({
      ...ProblemRow.shape,
      visitId: Id.nullable(),
      exposureId: Id.nullable(),
      wind: Wind.nullable(),
      happened: z.string(),
      place: z.string(),
      effect: z.string(),
      measure: z.string(),
      entererId: Id,
      enteredBy: z.string(),
      enteredAt: z.string(),
      confirmedBy: z.string().nullable(),
      confirmedOn: CivilDate.nullable(),
      soughtAgainst: z.string(),
      unitLevel: z.string(),
      mergedInto: Id.nullable(),
      mergedIntoNo: z.number().int().nullable(),
      evidence: z.array(z.strictObject({ id: Id, ...EvidenceFields.shape, enteredBy: z.string() })),
      reminders: z.array(
        z.strictObject({
          id: Id,
          ...ReminderFields.shape,
          by: z.array(z.string()),
          response: z.string(),
          respondedOn: CivilDate.nullable(),
        }),
      ),
      handover: z
        .strictObject({ id: Id, ...HandoverFields.shape, receivedOn: CivilDate.nullable() })
        .nullable(),
      /** Days that the group allows (P-06, P-16), and the day that they are counted to. */
      limits: z.strictObject({ remind: z.number(), answer: z.number() }),
      asOf: CivilDate,
      persons: z.array(ProblemPerson),
      history: z.array(
        z.strictObject({
          fromState: ProblemState.nullable(),
          toState: ProblemState,
          basis: z.string(),
          at: z.string(),
          by: z.string(),
        }),
      ),
    }),
  ),
  /** Creates (without id) a lead, or changes the fields of a problem that is still a lead or found. */
  save: command(
    'problem.save',
    z.strictObject({
      id: Id.optional(),
      unitId: Id,
      visitId: Id.nullable().default(null),
      exposureId: Id.nullable().default(null),
      foundOn: CivilDate,
      problemType: Id,
      wind: Wind.nullable().default(null),
      what: z.string().trim().min(1).max(5000),
      happened: z.string().trim().max(200).default(''),
      place: z.string().trim().max(200).default(''),
      effect: z.string().trim().max(2000).default(''),
      severity: Severity,
      source: ProblemSource,
      measure: z.string().trim().max(5000).default(''),
      persons: z.array(ProblemPerson).max(50).default([]),
    }),
    z.strictObject({ id: Id, no: z.number().int() }),
  ),
  /** Confirms (basis: what was looked for against it) or dismisses a lead (basis: why). */
  advance: command(
    'problem.advance',
    z.strictObject({ id: Id, event: WordStep, basis: z.string().trim().max(2000).default('') }),
    z.strictObject({ state: ProblemState }),
  ),
  addEvidence: command(
    'problem.addEvidence',
    z.strictObject({ problemId: Id, ...EvidenceFields.shape }),
    z.strictObject({ id: Id }),
  ),
  /** Points problems out in one talk or letter; each that waits for it takes its step. */
  remind: command(
    'problem.remind',
    z.strictObject({
      problems: z.array(Id).min(1).max(50),
      members: z.array(Id).min(1).max(20),
      ...ReminderFields.shape,
    }),
    z.strictObject({ id: Id }),
  ),
  respond: command(
    'problem.respond',
    z.strictObject({
      reminderId: Id,
      response: z.string().trim().min(1).max(2000),
      respondedOn: CivilDate,
    }),
    z.strictObject({}),
  ),
  handOver: command(
    'problem.handOver',
    z.strictObject({ id: Id, ...HandoverFields.shape }),
    z.strictObject({}),
  ),
  receive: command(
    'problem.receive',
    z.strictObject({ id: Id, receivedOn: CivilDate }),
    z.strictObject({}),
  ),
  merge: command(
    'problem.merge',
    z.strictObject({ id: Id, into: Id, basis: z.string().trim().max(2000).default('') }),
    z.strictObject({}),
  ),
  /** Others of the same unit, those with the most like text first: suggestions, never a verdict. */
  similar: query('problem.similar', z.strictObject({ id: Id }), z.array(Similar).max(8)),
}
