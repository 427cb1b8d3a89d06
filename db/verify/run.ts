import { rmSync } from 'node:fs'
import { join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'

import type { UnlockedFolder } from '#db/engine/case-folder.ts'
import { databaseName } from '#db/engine/keys/keys-file.ts'
import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { verifyPages } from '#db/engine/verify/pages.ts'
import { Failure } from '#db/kernel/failure.ts'

import { type CheckStep, checksOfCopy } from './checks.ts'
import { findByCode } from './checkpoint.ts'
import { verifyChecks } from './contract.ts'
import type { CheckResult, VerifyCheck, VerifyReport } from './contract.ts'
import { namer } from './names.ts'
import { keysTold, made, notMade } from './results.ts'
import { readShortCode, shortCodeOf } from './rules.ts'

export type VerifyOptions = {
  /** The file has been read and copied: the case need not hold still any more. */
  readonly copied: () => void
  /** How far a check is. */
  readonly report: (check: VerifyCheck, done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** A database of this epoch is older than any case: what a crash leaves goes at the next opening. */
const COPY = databaseName(0)

/** Takes away the copy that a verification reads, also where the verification was cut off. */
export function removeVerifyCopy(folder: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) {
    rmSync(join(folder, `${COPY}${ending}`), { force: true })
  }
}

/**
 * Verifies a case from end to end, in a process of its own. Every page is read once, its HMAC
 * checked, and put into a copy under the same key; all other checks are made on that copy, so that
 * the case stays in use. The copy is removed in the end. `typed` is a short code from paper, or
 * empty. Fails with `verify.code-…` before anything is read, `disk.full` where the copy has no
 * room, and `cancelled`.
 */
export async function verifyCase(
  unlocked: UnlockedFolder,
  typed: string,
  at: string,
  options: VerifyOptions,
): Promise<VerifyReport> {
  if (typed !== '') readShortCode(typed)
  const { folder, databasePath, keys } = unlocked
  const copyTo = join(folder, COPY)
  removeVerifyCopy(folder)
  try {
    const pages = await verifyPages(databasePath, keys.db, {
      ...without(options.signal),
      copyTo,
      report: (done, total) => options.report('pages', done, total),
    })
    options.copied()
    const first = made('pages', { pages: pages.pages }, [
      ...pages.bad.map((page) => ({ code: 'verify.page-altered', about: [String(page)] })),
      ...(pages.saltDamaged ? [{ code: 'verify.salt-altered' }] : []),
      ...(pages.missing > 0 ? [{ code: 'verify.pages-missing', about: [`${pages.missing}`] }] : []),
      ...(pages.rest > 0 ? [{ code: 'verify.bytes-left', about: [`${pages.rest}`] }] : []),
    ])
    const pagesProved = first.count === 0
    return await verifyCopy(unlocked, typed, at, { ...options, copyTo, first, pagesProved })
  } finally {
    removeVerifyCopy(folder)
  }
}

/** `pagesProved`: every page of the copy is as it was written, and SQLite need not ask again. */
type CopyMade = {
  readonly copyTo: string
  readonly first: CheckResult
  readonly pagesProved: boolean
}

async function verifyCopy(
  unlocked: UnlockedFolder,
  typed: string,
  at: string,
  { copyTo, first, pagesProved, report, signal }: VerifyOptions & CopyMade,
): Promise<VerifyReport> {
  const handle = tryOpen(copyTo, unlocked.keys.db, pagesProved)
  if (!handle) {
    const structure = made('structure', {}, [{ code: 'verify.cannot-open' }])
    const rest = verifyChecks.filter((check) => check !== 'pages' && check !== 'structure')
    const checks = [first, structure, ...rest.map((check) => notMade(check))]
    return { at, head: null, checks, keys: [], coded: null }
  }
  try {
    const names = namer(handle)
    const step: CheckStep = {
      report,
      ...without(signal),
    }
    const { checks, chain } = await checksOfCopy(handle, unlocked, names, step)
    const code = typed === '' ? undefined : findByCode(handle, typed)
    const missing = typed !== '' && code === undefined ? [{ code: 'verify.code-not-here' }] : []
    const coded = typed === '' ? notMade('code') : made('code', {}, missing)
    return {
      at,
      head: chain ? { seq: chain.head.seq, code: shortCodeOf(chain.head.hash) } : null,
      checks: [first, ...checks, coded],
      keys: chain ? keysTold(handle, chain.keys, names) : [],
      coded: code ? { seq: code.seq, at: code.at, member: names.member(code.memberId) } : null,
    }
  } finally {
    closeDatabase(handle)
  }
}

function tryOpen(path: string, key: Buffer, pagesProved: boolean): Database.Database | undefined {
  try {
    return openDatabase(path, Buffer.from(key), { pagesProved })
  } catch (error) {
    if (error instanceof Failure && error.reasons.some(({ code }) => code === 'case.damaged')) {
      return undefined
    }
    throw error
  }
}

function without(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal ? { signal } : {}
}
