import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { describeDiskError } from '#db/engine/disk-error.ts'
import { forgetKeys } from '#db/engine/keys/bundle.ts'
import { describeSqliteError } from '#db/engine/sqlite-error.ts'
import { Failure } from '#db/kernel/failure.ts'
import { verifyCase } from '#db/verify/run.ts'

import { codeOf } from './log.ts'
import { removeNetwork } from './no-network.ts'
import { keepSeals, type Opened } from './sealed-secrets.ts'
import type { CaseToVerify, FromVerifier, ToVerifier } from './verify-messages.ts'

removeNetwork()

const seals = keepSeals()
const { promise: still, resolve: heldStill } = Promise.withResolvers<void>()

// One case, one process: it opens the keys by itself, and they end with it.
process.parentPort.on('message', (event) => {
  const message: ToVerifier = event.data
  if (message.kind === 'still') heldStill()
  else if (message.kind === 'recipient') void offerKey()
  else void begin(message)
})

async function offerKey(): Promise<void> {
  tell({ kind: 'recipient', recipient: await seals.makeRecipient() })
}

async function begin(given: CaseToVerify): Promise<void> {
  try {
    await seals.opening(given, verify)
  } catch (error) {
    tell(failed(error))
  }
}

async function verify(given: Opened<CaseToVerify>): Promise<void> {
  const { folder, memberId, passphrase, keyFile } = given
  const unlocked = await unlockCaseFolder(folder, memberId, passphrase, keyFile)
  try {
    tell({ kind: 'unlocked' })
    await still
    const report = await verifyCase(unlocked, given.code, new Date().toISOString(), {
      copied: () => tell({ kind: 'copied' }),
      report: (check, done, total) => tell({ kind: 'progress', check, done, total }),
    })
    tell({ kind: 'report', report })
  } finally {
    forgetKeys(unlocked.keys)
  }
}

function failed(error: unknown): FromVerifier {
  const known = describeSqliteError(error) ?? describeDiskError(error, 'disk.failed')
  if (known instanceof Failure) return { kind: 'failed', code: known.code, reasons: known.reasons }
  const reasons = [{ code: 'verify.process-ended' }]
  return { kind: 'failed', code: 'unexpected', reasons, fault: codeOf(error) }
}

function tell(message: FromVerifier): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, no window
  process.parentPort.postMessage(message)
}
