import { join } from 'node:path'

import { Failure } from '#db/kernel/failure.ts'
import type { VerifyCheck, VerifyReport } from '#db/verify/contract.ts'
import { removeVerifyCopy } from '#db/verify/run.ts'

import { type Child, startChild } from './child.ts'
import type { Log } from './log.ts'
import { keepReady } from './ready-process.ts'
import type { CaseToVerify, FromVerifier, ToVerifier } from './verify-messages.ts'

/** What a verification needs while it runs. */
export type VerifyEnds = {
  /** Holds the file of the case still; the answer lets it go. */
  holdStill(): Promise<() => Promise<void>>
  onProgress(check: VerifyCheck, done: number, total: number): void
}

/** A verification whose passphrase has opened the keys. */
export type UnlockedVerification = { report(): Promise<VerifyReport> }

/** Verifies the open case in a process of its own, one at a time. */
export type Verifier = {
  /** A public key to seal the passphrase of the next verification to. */
  recipient(): Promise<string>
  /** Fails with `case.wrong-passphrase` and the like; nothing was read of the database then. */
  unlock(given: CaseToVerify, ends: VerifyEnds): Promise<UnlockedVerification>
  /** Ends the one that runs: it fails with `cancelled`, and the case is as it was. */
  stop(): Promise<void>
}

/** Keeps the line to the process that verifies. */
export function keepVerifier(log: Log): Verifier {
  let running: Running | undefined
  const next = keepReady(startVerifier)
  return {
    recipient: () => next.prepare(),
    async unlock(given, ends) {
      await running?.stop()
      const own = start((await next.take(given)).child, given, ends, log)
      running = own
      try {
        await own.unlocked()
        return own
      } catch (error) {
        await own.stop()
        throw error
      }
    },
    async stop() {
      await Promise.all([next.stop(), running?.stop()])
    },
  }
}

type Process = Child<ToVerifier, FromVerifier>

function startVerifier() {
  const file = join(import.meta.dirname, 'verify-process.js')
  const child: Process = startChild(file, 'xundu verify')
  return {
    child,
    end: () => child.end(),
    recipient: () =>
      new Promise<string>((resolve, reject) => {
        child.onMessage((message) => {
          if (message.kind === 'recipient') resolve(message.recipient)
        })
        void child.ended.then(() => reject(new Failure('unexpected', [ENDED])))
        child.send({ kind: 'recipient' })
      }),
  }
}

const ENDED = { code: 'verify.process-ended' }

type Running = UnlockedVerification & { unlocked(): Promise<void>; stop(): Promise<void> }

function start(child: Process, given: CaseToVerify, ends: VerifyEnds, log: Log): Running {
  const unlocked = Promise.withResolvers<void>()
  const reported = Promise.withResolvers<VerifyReport>()
  let release: (() => Promise<void>) | undefined
  // Whoever waits for one of the two hears of a failure; the other may have nobody.
  for (const { promise } of [unlocked, reported]) promise.catch(() => {})

  function fail(failure: Failure): void {
    unlocked.reject(failure)
    reported.reject(failure)
  }

  function letGo(): Promise<void> | undefined {
    const held = release
    release = undefined
    return held?.()
  }

  function hear(message: FromVerifier): void {
    const { kind } = message
    if (kind === 'unlocked') unlocked.resolve()
    else if (kind === 'copied') void letGo()
    else if (kind === 'progress') ends.onProgress(message.check, message.done, message.total)
    else if (kind === 'report') reported.resolve(message.report)
    else if (kind === 'failed') {
      if (message.fault !== undefined) log('verify-fault', { code: message.fault })
      fail(new Failure(message.code, message.reasons))
    }
  }

  async function cleanUp(): Promise<void> {
    await child.ended
    fail(new Failure('unexpected', [ENDED]))
    removeVerifyCopy(given.folder)
    await letGo()
  }

  async function endWith<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } finally {
      await child.end()
      await cleaned
    }
  }

  child.onMessage(hear)
  const cleaned = cleanUp()
  child.send({ kind: 'begin', ...given })

  return {
    unlocked: () => unlocked.promise,
    report: () =>
      endWith(async () => {
        release = await ends.holdStill()
        child.send({ kind: 'still' })
        return reported.promise
      }),
    stop: () =>
      endWith(() => {
        fail(new Failure('cancelled', [{ code: 'call.cancelled' }]))
        return Promise.resolve()
      }),
  }
}
