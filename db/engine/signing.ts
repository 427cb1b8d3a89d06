import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto'

import type Database from 'better-sqlite3-multiple-ciphers'

import { contentId } from './content-id.ts'
import { noteWrites } from './footprint.ts'

/** What a signature is for; one made for the one never counts for the other. */
export type Purpose = 'changeset' | 'checkpoint'

/** Bytes of an Ed25519 signature, and the signs that base 64 takes for them. */
const SIGNATURE_BYTES = 64

/** The hand of the member at work: his private key signs what he writes. */
export type Hand = {
  readonly caseId: string
  readonly memberId: string
  /** His public key (SPKI, base 64); undefined as long as he holds none. */
  readonly publicKey: string | undefined
  /** Takes the private key of a slot that was made after the case was opened. */
  hold(privateKey: string): void
  /** Ed25519 over the purpose, the case and the statement, base 64; null without a key. */
  sign(purpose: Purpose, statement: string): string | null
}

/**
 * The hand of one member in one case; `privateKey` is his Ed25519 key (PKCS 8, base 64), null for
 * who came in by the recovery sheet and has no slot yet.
 */
export function handOf(caseId: string, memberId: string, privateKey: string | null): Hand {
  let key = privateKey === null ? undefined : heldKey(privateKey)
  return {
    caseId,
    memberId,
    get publicKey() {
      return key?.publicKey
    },
    hold(next) {
      key = heldKey(next)
    },
    sign: (purpose, statement) =>
      key
        ? signWith(null, signedText(purpose, caseId, statement), key.privateKey).toString('base64')
        : null,
  }
}

function heldKey(text: string): { readonly privateKey: KeyObject; readonly publicKey: string } {
  const bytes = Buffer.from(text, 'base64')
  try {
    const privateKey = createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' })
    const spelled = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
    return { privateKey, publicKey: spelled.toString('base64') }
  } finally {
    bytes.fill(0)
  }
}

/**
 * Whether a signature is that of a public key (SPKI, base 64). Other spellings of the same bytes
 * are refused: what was signed has one signature that counts.
 */
export function isSigned(
  { caseId, purpose, statement }: { caseId: string; purpose: Purpose; statement: string },
  signature: string,
  publicKey: string,
): boolean {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.length !== SIGNATURE_BYTES || bytes.toString('base64') !== signature) return false
  const key = publicKeyOf(publicKey)
  return key !== undefined && verifyWith(null, signedText(purpose, caseId, statement), key, bytes)
}

const MOST_KEPT = 1000
const publicKeys = new Map<string, KeyObject | undefined>()

/** Reading a key takes as long as checking a signature, so each is read once. */
function publicKeyOf(text: string): KeyObject | undefined {
  if (publicKeys.has(text)) return publicKeys.get(text)
  if (publicKeys.size >= MOST_KEPT) publicKeys.clear()
  const key = readPublicKey(text)
  publicKeys.set(text, key)
  return key
}

function readPublicKey(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

/** What is signed: the purpose and the case stand before it, so that it counts nowhere else. */
function signedText(purpose: Purpose, caseId: string, statement: string): Buffer {
  return Buffer.from(`xundu/${purpose}/v1\n${caseId}\n${statement}`)
}

/** A member's public key, as the keys file holds it. */
export type PublicKeyHolder = { readonly id: string; readonly sign: string }

/**
 * Writes the key of the hand into the open transaction where the case does not know it yet, and
 * ends the key that he had before: a key is known from the first changeset that it signs.
 */
export function noteOwnKey(handle: Database.Database, { memberId, publicKey }: Hand, at: string) {
  if (publicKey === undefined) return
  const { find } = prepared(handle)
  if (find.get(publicKey) === undefined) noteKey(handle, { id: memberId, sign: publicKey }, at)
}

/** Whether the case knows other keys than the keys file names. */
export function keysDiffer(
  handle: Database.Database,
  holders: readonly PublicKeyHolder[],
  which: 'ended' | 'any',
): boolean {
  const { live, find } = prepared(handle)
  const named = new Set(holders.map(({ sign }) => sign))
  if (live.all().some((publicKey) => !named.has(publicKey))) return true
  return which === 'any' && holders.some(({ sign }) => find.get(sign) === undefined)
}

/** Writes into the open transaction which keys came and which ended since, by the keys file. */
export function followKeys(
  handle: Database.Database,
  holders: readonly PublicKeyHolder[],
  at: string,
): void {
  const { live, end, find } = prepared(handle)
  const named = new Set(holders.map(({ sign }) => sign))
  for (const publicKey of live.all()) if (!named.has(publicKey)) end.run(at, publicKey)
  for (const holder of holders) if (find.get(holder.sign) === undefined) noteKey(handle, holder, at)
  noteWrites(['signingKey'])
}

function noteKey(handle: Database.Database, { id, sign }: PublicKeyHolder, at: string): void {
  const { endOf, insert } = prepared(handle)
  endOf.run(at, id)
  insert.run(contentId('signingKey', sign), id, sign, at)
  noteWrites(['signingKey'])
}

function statementsOf(handle: Database.Database) {
  return {
    find: handle.prepare<[string]>('select 1 from signingKey where publicKey = ?'),
    live: handle.prepare<[], string>('select publicKey from signingKey where toAt is null').pluck(),
    // A clock that was set back ends no key before it began.
    end: handle.prepare('update signingKey set toAt = max(fromAt, ?) where publicKey = ?'),
    endOf: handle.prepare(
      'update signingKey set toAt = max(fromAt, ?) where memberId = ? and toAt is null',
    ),
    insert: handle.prepare(
      'insert into signingKey (id, memberId, publicKey, fromAt) values (?, ?, ?, ?)',
    ),
  }
}

const statements = new WeakMap<Database.Database, ReturnType<typeof statementsOf>>()

function prepared(handle: Database.Database): ReturnType<typeof statementsOf> {
  const found = statements.get(handle) ?? statementsOf(handle)
  statements.set(handle, found)
  return found
}
