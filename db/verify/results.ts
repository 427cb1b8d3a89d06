import type Database from 'better-sqlite3-multiple-ciphers'

import type { KnownKey } from '#db/engine/verify/key-register.ts'

import type { CheckResult, Finding, VerifyCheck, VerifyReport } from './contract.ts'
import type { Namer } from './names.ts'

const MOST_TOLD = 100

/** A finding before it is told: what is left out does not concern it. */
export type Found = { readonly code: string } & Partial<Omit<Finding, 'code'>>

/** The result of a check that was made; `count` where more was found than is given. */
export function made(
  check: VerifyCheck,
  counted: Readonly<Record<string, number>>,
  found: readonly Found[],
  count = found.length,
): CheckResult {
  const findings = found
    .slice(0, MOST_TOLD)
    .map((each) => ({ about: [], changeset: null, record: null, ...each }))
  return { check, made: true, counted, findings, count }
}

/** A check that could not be made, or was not asked for. */
export function notMade(check: VerifyCheck): CheckResult {
  return { check, made: false, counted: {}, findings: [], count: 0 }
}

/** A changeset as a person knows it; null where the database has none of that number or hash. */
export function changesetTold(
  handle: Database.Database,
  names: Namer,
  by: { readonly seq: number } | { readonly hash: string },
): Finding['changeset'] {
  const [column, value] = 'seq' in by ? ['seq', by.seq] : ['hash', by.hash]
  const found = handle
    .prepare<[number | string], { seq: number; memberId: string; at: string; command: string }>(
      `select seq, memberId, at, command from changeset where ${column} = ?`,
    )
    .get(value ?? 0)
  if (!found) return null
  const { memberId, ...rest } = found
  return { ...rest, member: names.member(memberId) }
}

/** Who could sign, from when to when, and who vouched for the key. */
export function keysTold(
  handle: Database.Database,
  keys: readonly KnownKey[],
  names: Namer,
): VerifyReport['keys'] {
  const at = handle.prepare<[number], string>('select at from changeset where seq = ?').pluck()
  return keys.map(({ memberId, by, fromSeq, toSeq }) => ({
    member: names.member(memberId),
    by: names.member(by),
    self: by === memberId,
    from: at.get(fromSeq) ?? '',
    to: toSeq === null ? null : (at.get(toSeq) ?? ''),
  }))
}
