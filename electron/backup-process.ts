import type { RestoreStep } from '#db/backup/contract.ts'
import { drillBackup } from '#db/backup/drill.ts'
import { type BackupSecret, type BackupToOpen, restoreBackup } from '#db/backup/restore.ts'
import { lookAtBackup } from '#db/backup/unpack.ts'
import { describeDiskError } from '#db/engine/disk-error.ts'
import { describeSqliteError } from '#db/engine/sqlite-error.ts'
import { Failure } from '#db/kernel/failure.ts'

import type {
  BackupDone,
  BackupSecrets,
  BackupWork,
  FromBackup,
  ToBackup,
} from './backup-messages.ts'
import { codeOf } from './log.ts'
import { removeNetwork } from './no-network.ts'
import { keepSeals, type Opened } from './sealed-secrets.ts'

removeNetwork()

const seals = keepSeals()

// A file from anywhere, one piece of work, one process: what it holds of keys ends with it.
process.parentPort.on('message', (event) => {
  const work: ToBackup = event.data
  if (work.work === 'recipient') void offerKey()
  else void run(work)
})

async function offerKey(): Promise<void> {
  tell({ kind: 'recipient', recipient: await seals.makeRecipient() })
}

async function run(work: BackupWork): Promise<void> {
  try {
    tell(await seals.opening(work, answer))
  } catch (error) {
    tell(failed(error))
  }
}

async function answer(work: Opened<BackupWork>): Promise<BackupDone> {
  const report = (step: RestoreStep, done: number, total: number) =>
    tell({ kind: 'progress', step, done, total })
  if (work.work === 'look') {
    const found = await lookAtBackup(work.path, (done, total) => report('read', done, total))
    return { kind: 'looked', found }
  }
  const given: BackupToOpen = { path: work.path, memberId: work.memberId, secret: secretOf(work) }
  if (work.work === 'drill') {
    return { kind: 'tried', report: await drillBackup(given, work, { report }) }
  }
  return { kind: 'restored', folder: await restoreBackup(given, work.parent, { report }) }
}

function secretOf({
  passphrase,
  keyFile,
  sheet,
  secondSheet,
}: Opened<BackupSecrets>): BackupSecret {
  if (sheet) return { sheet, secondSheet }
  return { passphrase: passphrase ?? new Uint8Array(), keyFile }
}

function failed(error: unknown): FromBackup {
  const known = describeSqliteError(error) ?? describeDiskError(error, 'disk.failed')
  if (known instanceof Failure) return { kind: 'failed', code: known.code, reasons: known.reasons }
  const reasons = [{ code: 'backup.process-ended' }]
  return { kind: 'failed', code: 'unexpected', reasons, fault: codeOf(error) }
}

function tell(message: FromBackup): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, no window
  process.parentPort.postMessage(message)
}
