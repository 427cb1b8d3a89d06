import { rmSync } from 'node:fs'

import { restoreBackup } from '#db/backup/restore.ts'
import { Failure } from '#db/kernel/failure.ts'

import { peakMegabytes, workSince } from './peak.ts'
import { PHRASE } from './unfit.ts'

/**
 * Restores one backup after another into a folder, as the app does, and tells what became of each
 * and where it is: `backup-worker.ts FOLDER`.
 */
const [, , parent = ''] = process.argv

async function restored(path: string) {
  const passphrase = new TextEncoder().encode(PHRASE)
  try {
    const given = { path, memberId: 'm', secret: { passphrase } }
    return { ok: true, folder: await restoreBackup(given, parent) }
  } catch (error) {
    if (error instanceof Failure) return { ok: false, code: error.code, reasons: error.reasons }
    return { ok: false, code: 'unexpected', fault: String(error) }
  } finally {
    rmSync(path, { force: true })
  }
}

process.on('message', (path: string) => {
  const begun = process.cpuUsage()
  void restored(path).then((answer) =>
    process.send?.({ ...answer, work: workSince(begun), peak: peakMegabytes() }),
  )
})
process.send?.({ ok: true, work: 0, peak: peakMegabytes() })
