import { z } from 'zod'

import { MemberRole } from '#db/casefile/contract.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'

import { Handle, KeyFile, Person, Recipient, Sealed } from './common-contract.ts'

/** Who holds a key of the open case, since which day, and whether there is a recovery sheet. */
export const Keys = z.strictObject({
  practice: z.boolean(),
  fingerprint: z.string().nullable(),
  /** Whether the sheet was printed as three. */
  split: z.boolean(),
  members: z.array(
    z.strictObject({
      ...Person.shape,
      since: CivilDate.nullable(),
      self: z.boolean(),
      keyFile: z.boolean(),
    }),
  ),
  /** Members of the group without a key. */
  without: z.array(Person),
})
export type Keys = z.infer<typeof Keys>

/** A recovery sheet as it is printed. Its groups are the secret. */
export const PrintedSheet = z.strictObject({
  title: z.string(),
  database: z.string(),
  fingerprint: z.string(),
  /** One, or three of a split sheet. */
  papers: z.array(
    z.strictObject({
      groups: z.array(z.string()),
      /** Places of the groups to type back, from 0. */
      asked: z.array(z.number().int()),
      check: z.string().nullable(),
    }),
  ),
})
export type PrintedSheet = z.infer<typeof PrintedSheet>

/** Words of a passphrase, each with the place name that it spells. */
export const PassphraseWords = z.array(z.strictObject({ word: z.string(), place: z.string() }))
export type PassphraseWords = z.infer<typeof PassphraseWords>

const PickedKeyFile = z.strictObject({ handle: Handle, fileName: z.string() })

/** What is asked of the keys of the open case, as part of the shell's contract. */
export const keysEntries = {
  /** Who can open the case that is open now. Nothing of it is secret. */
  keys: query('shell.keys', z.strictObject({}), Keys),
  /** Six words by chance, 67 bits, sealed to the page: a text of `PassphraseWords`. */
  suggestPassphrase: command(
    'shell.suggestPassphrase',
    z.strictObject({ answerTo: Recipient }),
    Sealed,
  ),
  /**
   * A new recovery sheet to print, sealed to the page: a text of `PrintedSheet`. Without a
   * passphrase only right after the case was made.
   */
  offerSheet: command(
    'shell.offerSheet',
    z.strictObject({
      passphrase: Sealed.nullable(),
      keyFile: KeyFile,
      /** Prints three sheets, of which any two open the case. */
      split: z.boolean(),
      answerTo: Recipient,
    }),
    Sealed,
  ),
  /** The sheet counts once the groups that were asked for are typed back right, a line each. */
  keepSheet: command('shell.keepSheet', z.strictObject({ groups: Sealed }), z.strictObject({})),
  /** Asks for a key file. The page learns its name, no path; it is read when it is needed. */
  pickKeyFile: command('shell.pickKeyFile', z.strictObject({}), PickedKeyFile.nullable()),
  /** Makes a key file where the person says, never over another one. */
  makeKeyFile: command('shell.makeKeyFile', z.strictObject({}), PickedKeyFile.nullable()),
  /**
   * Gives a person a key; `passphrase` and `keyFile` are those of the member at work, as in all that
   * follow.
   */
  addMember: command(
    'shell.addMember',
    z.strictObject({
      name: z.string().trim().min(1).max(50),
      role: MemberRole,
      passphrase: Sealed,
      keyFile: KeyFile,
      newPassphrase: Sealed,
    }),
    z.strictObject({}),
  ),
  changePassphrase: command(
    'shell.changePassphrase',
    z.strictObject({ passphrase: Sealed, keyFile: KeyFile, newPassphrase: Sealed }),
    z.strictObject({}),
  ),
  /** Has the key of the member at work need a key file from now on, or none. */
  changeKeyFile: command(
    'shell.changeKeyFile',
    z.strictObject({ passphrase: Sealed, keyFile: KeyFile, nextKeyFile: KeyFile }),
    z.strictObject({}),
  ),
  /** Takes a key away and gives the case new ones; tells progress as `keys.removeMember`. */
  removeMember: command(
    'shell.removeMember',
    z.strictObject({ memberId: z.string(), passphrase: Sealed, keyFile: KeyFile }),
    z.strictObject({}),
  ),
  /**
   * Gives a member whose laptop is lost a key of his own anew and the case new ones; progress as of
   * `removeMember`, and both can be cancelled.
   */
  renewMember: command(
    'shell.renewMember',
    z.strictObject({
      memberId: z.string(),
      passphrase: Sealed,
      keyFile: KeyFile,
      newPassphrase: Sealed,
    }),
    z.strictObject({}),
  ),
}
