import { z } from 'zod'

import { codesOf } from '#db/kernel/codes.ts'
import {
  changes,
  channels,
  opinionDirectnesses,
  intents,
  redactionReasons,
  speakerKinds,
} from '#db/kernel/opinion-codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate, Period } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'
import { Wind } from '#db/problem/contract.ts'

export const SpeakerKind = z.enum(codesOf(speakerKinds))
export type SpeakerKind = z.infer<typeof SpeakerKind>
export const Channel = z.enum(codesOf(channels))
export type Channel = z.infer<typeof Channel>
export const Directness = z.enum(codesOf(opinionDirectnesses))
export type Directness = z.infer<typeof Directness>
export const Change = z.enum(codesOf(changes))
export type Change = z.infer<typeof Change>
export const Intent = z.enum(codesOf(intents))
export type Intent = z.infer<typeof Intent>
export const RedactionReason = z.enum(codesOf(redactionReasons))
export type RedactionReason = z.infer<typeof RedactionReason>

/** A time of the day, `HH:MM`. */
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** The longest text of one opinion, in characters. */
export const MOST_WORDS = 5000

/** Something is said, and nothing in it ends a text of SQLite before its end. */
const Verbatim = z
  .string()
  .max(MOST_WORDS)
  .regex(/^[^\0]*[^\s\0][^\0]*$/)

/**
 * A span of a text in characters of Unicode (code points), `fromChar` included and `toChar` not:
 * 0 ≤ from < to ≤ length (INV-8).
 */
const Span = { fromChar: z.number().int().min(0), toChar: z.number().int().min(1) }

/** A span that others see masked, and why. */
export const Mask = z.strictObject({ ...Span, reason: RedactionReason })
export type Mask = z.infer<typeof Mask>

export const OpinionFilter = z.strictObject({
  text: z.string().max(100).default(''),
  unitId: Id.nullable().default(null),
  visitId: Id.optional(),
  speakerKinds: z.array(SpeakerKind).default([]),
  channels: z.array(Channel).default([]),
  directnesses: z.array(Directness).default([]),
  period: Period.default({ from: null, to: null }),
  strong: z.boolean().nullable().default(null),
  coded: z.boolean().nullable().default(null),
  clusterId: Id.nullable().default(null),
})
export type OpinionFilter = z.infer<typeof OpinionFilter>

export const OpinionRow = z.strictObject({
  id: Id,
  no: z.number().int(),
  unitId: Id,
  unitName: z.string(),
  visitId: Id.nullable(),
  heardOn: CivilDate,
  heardTime: z.string().nullable(),
  speakerKind: SpeakerKind,
  channel: Channel,
  directness: Directness,
  thirdPerson: z.boolean(),
  verbatim: z.string(),
  masks: z.array(Mask),
  /** Whether the words still are what was sealed: their SHA-256 is the stored one (INV-2). */
  intact: z.boolean(),
  supersedes: Id.nullable(),
  change: Change.nullable(),
  codes: z.number().int(),
  strong: z.boolean(),
  clusterId: Id.nullable(),
  clusterName: z.string().nullable(),
})
export type OpinionRow = z.infer<typeof OpinionRow>

/** What the group lays over a span of the words; over all of them where the ends are null. */
export const OpinionCode = z.strictObject({
  id: Id,
  fromChar: z.number().int().nullable(),
  toChar: z.number().int().nullable(),
  problemType: Id.nullable(),
  wind: Wind.nullable(),
  problemId: Id.nullable(),
  intent: Intent,
  strong: z.boolean(),
})
export type OpinionCode = z.infer<typeof OpinionCode>

const Other = z.strictObject({ id: Id, no: z.number().int(), verbatim: z.string() })

export const OpinionRecord = z.strictObject({
  ...OpinionRow.shape,
  place: z.string(),
  languageNote: z.string(),
  heardById: Id,
  heardBy: z.string(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  sha256: z.string(),
  changeProblem: z.strictObject({ id: Id, no: z.number().int(), what: z.string() }).nullable(),
  codeList: z.array(OpinionCode),
  /** Records that this one corrects, the newest first; both stay (INV-3). */
  former: z.array(Other),
  successor: Other.nullable(),
})
export type OpinionRecord = z.infer<typeof OpinionRecord>

/** How many voices of each kind a unit has (R49), and how many were heard directly (R30). */
export const UnitVoices = z.strictObject({
  unitId: Id,
  unitName: z.string(),
  total: z.number().int(),
  direct: z.number().int(),
  V01: z.number().int(),
  V02: z.number().int(),
  V03: z.number().int(),
})
export type UnitVoices = z.infer<typeof UnitVoices>

export const Cluster = z.strictObject({
  id: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  voices: z.number().int(),
})
export type Cluster = z.infer<typeof Cluster>

const Alike = z.strictObject({
  id: Id,
  no: z.number().int(),
  verbatim: z.string(),
  speakerKind: SpeakerKind,
  heardOn: CivilDate,
  clusterId: Id.nullable(),
})
export type Alike = z.infer<typeof Alike>

export const AlikePair = z.strictObject({
  unitId: Id,
  unitName: z.string(),
  /** Share of common pairs of characters (Dice 1945), between 0 and 1. */
  likeness: z.number(),
  one: Alike,
  other: Alike,
})
export type AlikePair = z.infer<typeof AlikePair>

export const opinionContract = {
  /** The newest of each line of corrections. */
  list: query(
    'opinion.list',
    z.strictObject({
      filter: OpinionFilter,
      sort: z.enum(['heardOn', 'no', 'unitName']).default('heardOn'),
      descending: z.boolean().default(true),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(OpinionRow) }),
  ),
  one: query('opinion.one', z.strictObject({ id: Id }), OpinionRecord),
  /** Voices by unit. `silent` counts units that were visited and of which nobody was heard. */
  coverage: query(
    'opinion.coverage',
    z.strictObject({
      unitId: Id.nullable().default(null),
      period: Period.default({ from: null, to: null }),
    }),
    z.strictObject({ silent: z.number().int(), rows: z.array(UnitVoices) }),
  ),
  /** Voices are opinions; events are clusters, and opinions outside of them one by one. */
  clusters: query(
    'opinion.clusters',
    z.strictObject({ unitId: Id.nullable().default(null) }),
    z.strictObject({
      voices: z.number().int(),
      events: z.number().int(),
      rows: z.array(Cluster),
    }),
  ),
  /** Pairs of one unit that may tell of the same event, the likest first. Nothing is joined. */
  alike: query(
    'opinion.alike',
    z.strictObject({ unitId: Id.nullable().default(null) }),
    z.array(AlikePair),
  ),
  /** Writes down what was said. After that nothing changes it; a mishearing is a new record. */
  seal: command(
    'opinion.seal',
    z.strictObject({
      unitId: Id,
      visitId: Id.nullable().default(null),
      heardOn: CivilDate,
      heardTime: ClockTime.nullable().default(null),
      place: z.string().trim().max(100).default(''),
      speakerKind: SpeakerKind,
      channel: Channel,
      directness: Directness,
      thirdPerson: z.boolean(),
      verbatim: Verbatim,
      languageNote: z.string().trim().max(200).default(''),
      heardBy: Id,
      supersedes: Id.nullable().default(null),
      change: Change.nullable().default(null),
      changeProblemId: Id.nullable().default(null),
    }),
    z.strictObject({ id: Id, no: z.number().int() }),
  ),
  /** Adds a code (without id) or changes one. */
  code: command(
    'opinion.code',
    z.strictObject({
      id: Id.optional(),
      opinionId: Id,
      span: z.strictObject(Span).nullable().default(null),
      problemType: Id.nullable().default(null),
      wind: Wind.nullable().default(null),
      problemId: Id.nullable().default(null),
      intent: Intent.default('problem'),
      strong: z.boolean().default(false),
    }),
    z.strictObject({ id: Id }),
  ),
  uncode: command('opinion.uncode', z.strictObject({ id: Id }), z.strictObject({})),
  /** Names an event that several opinions tell of. */
  gather: command(
    'opinion.gather',
    z.strictObject({
      name: z.string().trim().min(1).max(40),
      opinionIds: z.array(Id).min(1).max(200),
    }),
    z.strictObject({ id: Id }),
  ),
  renameCluster: command(
    'opinion.renameCluster',
    z.strictObject({ id: Id, name: z.string().trim().min(1).max(40) }),
    z.strictObject({}),
  ),
  join: command('opinion.join', z.strictObject({ id: Id, opinionId: Id }), z.strictObject({})),
  /** Takes an opinion out of its cluster; with the last one the cluster goes too. */
  leave: command('opinion.leave', z.strictObject({ opinionId: Id }), z.strictObject({})),
  /** Masks a span for others. It cannot be taken back. */
  redact: command(
    'opinion.redact',
    z.strictObject({ opinionId: Id, ...Span, reason: RedactionReason }),
    z.strictObject({ id: Id }),
  ),
}
