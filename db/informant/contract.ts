import { z } from 'zod'

import { MemberRole } from '#db/casefile/contract.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

/** What the key of the role is opened for. */
export const Purpose = z.enum(['read', 'destroy', 'addHolder', 'removeHolder', 'changePassphrase'])
export type Purpose = z.infer<typeof Purpose>

export const OpeningOutcome = z.enum(['opened', 'wrongPassphrase', 'notHolder'])
export type OpeningOutcome = z.infer<typeof OpeningOutcome>

/** How long an opened text stays on the screen, in seconds (security design §2.6). */
export const SHOWN_SECONDS = 60

/** No secret: the practice case holds people who do not exist. */
export const PRACTICE_SECOND = '演练保密栏的口令不是秘密'

/** Who spoke: whatever tells one person from others. It leaves the case process sealed only. */
export const Identity = z.strictObject({
  name: z.string().trim().max(100),
  phone: z.string().trim().max(100),
  address: z.string().trim().max(300),
  other: z.string().trim().max(2000),
})
export type Identity = z.infer<typeof Identity>

const Passphrase = z.instanceof(Uint8Array)
const Why = z.string().trim().min(1).max(200)
const Page = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
}

/** The record that somebody spoke about, or his own words. */
export const Spoken = z.union([
  z.strictObject({ problemId: Id }),
  z.strictObject({ visitId: Id }),
  z.strictObject({ opinionId: Id }),
])
export type Spoken = z.infer<typeof Spoken>

const Person = { memberId: Id, name: z.string(), role: MemberRole }

/**
 * Why nothing was opened; none where it was. A wrong passphrase is an answer and no failure, so
 * that the try stays on record.
 */
const Tried = { reasons: z.array(z.strictObject({ code: z.string(), about: z.array(z.string()) })) }
const Attempted = z.strictObject(Tried)
export type Attempted = z.infer<typeof Attempted>

const Link = z.strictObject({
  problemId: Id.nullable(),
  problemNo: z.number().int().nullable(),
  visitId: Id.nullable(),
  opinionId: Id.nullable(),
  opinionNo: z.number().int().nullable(),
})
const Destroyed = z.strictObject({ by: z.string(), at: z.string(), why: z.string() })

export const SealedInformant = z.strictObject({
  id: Id,
  code: z.string(),
  writtenBy: z.string(),
  writtenAt: z.string(),
  links: z.array(Link),
  destroyed: Destroyed.nullable(),
  /** Whether its key is there; without one nobody can open it any more. */
  keyed: z.boolean(),
})
export type SealedInformant = z.infer<typeof SealedInformant>

export const Opening = z.strictObject({
  id: Id,
  code: z.string().nullable(),
  purpose: Purpose,
  reason: z.string(),
  outcome: OpeningOutcome,
  member: z.string(),
  deviceId: z.string(),
  at: z.string(),
})
export type Opening = z.infer<typeof Opening>

export const Envelope = z.strictObject({
  id: Id,
  no: z.number().int(),
  receivedOn: CivilDate,
  seal: z.string(),
  holder: z.string(),
  handedTo: z.string().nullable(),
  handedOn: CivilDate.nullable(),
  enteredBy: z.string(),
})
export type Envelope = z.infer<typeof Envelope>

export const InformantRole = z.strictObject({
  practice: z.boolean(),
  /** The member at work. */
  self: z.strictObject({ ...Person, holds: z.boolean() }),
  /** Null before the role is set up. */
  holders: z
    .array(z.strictObject({ ...Person, since: CivilDate, self: z.boolean(), active: z.boolean() }))
    .nullable(),
  /** Members of the group who could become holders. */
  others: z.array(z.strictObject(Person)),
})
export type InformantRole = z.infer<typeof InformantRole>

export const informantContract = {
  role: query('informant.role', z.strictObject({}), InformantRole),
  /** Codes only, the newest first: nobody's name is read for it. */
  list: query(
    'informant.list',
    z.strictObject(Page),
    z.strictObject({ total: z.number().int(), rows: z.array(SealedInformant) }),
  ),
  /** The codes that stand at one record. */
  of: query(
    'informant.of',
    z.strictObject({ spoken: Spoken }),
    z.array(z.strictObject({ code: z.string(), destroyed: z.boolean() })),
  ),
  openings: query(
    'informant.openings',
    z.strictObject(Page),
    z.strictObject({ total: z.number().int(), rows: z.array(Opening) }),
  ),
  envelopes: query(
    'informant.envelopes',
    z.strictObject(Page),
    z.strictObject({ total: z.number().int(), rows: z.array(Envelope) }),
  ),
  /** Makes the role's key, with the member at work as its first holder. */
  setUp: command(
    'informant.setUp',
    z.strictObject({ newPassphrase: Passphrase }),
    z.strictObject({}),
  ),
  addHolder: command(
    'informant.addHolder',
    z.strictObject({ memberId: Id, passphrase: Passphrase, newPassphrase: Passphrase }),
    Attempted,
  ),
  /** Takes a holder away, makes the role's key anew and seals every key to it. */
  removeHolder: command(
    'informant.removeHolder',
    z.strictObject({ memberId: Id, passphrase: Passphrase }),
    Attempted,
  ),
  changePassphrase: command(
    'informant.changePassphrase',
    z.strictObject({ passphrase: Passphrase, newPassphrase: Passphrase }),
    Attempted,
  ),
  /** Seals who spoke; nobody but a holder reads it again, not even its writer. */
  write: command(
    'informant.write',
    z.strictObject({ identity: Identity, spoken: Spoken.nullable() }),
    z.strictObject({ code: z.string() }),
  ),
  /** Puts a code that is there to one more record. */
  link: command(
    'informant.link',
    z.strictObject({ code: z.string().trim().min(1).max(20), spoken: Spoken }),
    z.strictObject({ code: z.string() }),
  ),
  /** Shows who spoke, to a holder with his second passphrase and a reason. */
  open: command(
    'informant.open',
    z.strictObject({ id: Id, passphrase: Passphrase, reason: Why }),
    z.strictObject({ ...Tried, identity: Identity.nullable() }),
  ),
  /** Takes the sealed text and its key away. `code` is typed by hand as the second confirmation. */
  destroy: command(
    'informant.destroy',
    z.strictObject({ id: Id, code: z.string().max(20), passphrase: Passphrase, reason: Why }),
    Attempted,
  ),
  /** Registers a letter by its envelope: there is nowhere to write what it says. */
  register: command(
    'informant.register',
    z.strictObject({
      receivedOn: CivilDate,
      seal: z.string().trim().min(1).max(60),
      holder: z.string().trim().min(1).max(50),
    }),
    z.strictObject({ no: z.number().int() }),
  ),
  handOver: command(
    'informant.handOver',
    z.strictObject({ id: Id, handedTo: z.string().trim().min(1).max(100), handedOn: CivilDate }),
    z.strictObject({}),
  ),
}
