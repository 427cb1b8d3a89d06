import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'

import { dialog } from 'electron'

import { describeDiskError } from '#db/engine/disk-error.ts'
import { StagedLedger } from '#db/intake/contract.ts'
import { refuseLargeFile } from '#db/intake/reader/limits.ts'
import { Failure } from '#db/kernel/failure.ts'

import { readInParser } from '../parser-link.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

/** Choosing a ledger, reading it in a process of its own, and handing it to the open case. */
export function ledgerHandlers(
  desk: Desk,
): Pick<ShellHandlers, 'pickLedger' | 'readLedger' | 'cancel'> {
  let reading: AbortController | undefined

  async function stage(bytes: Uint8Array, fileName: string): Promise<StagedLedger> {
    // One ledger at a time: each takes a process with much memory.
    reading?.abort()
    const own = new AbortController()
    reading = own
    try {
      const { frame, parts } = await readInParser({ bytes, fileName }, desk.log, own.signal)
      for (const [index, part] of parts.entries()) {
        own.signal.throwIfAborted()
        const taken = await desk.current.ask({ kind: 'rows', part, first: index === 0 })
        if (!taken.ok) throw new Failure(taken.code, taken.reasons)
      }
      const reply = await desk.current.ask({ kind: 'stage', fileName, frame })
      if (!reply.ok) throw new Failure(reply.code, reply.reasons)
      return StagedLedger.parse(reply.data)
    } finally {
      if (reading === own) reading = undefined
    }
  }

  return {
    async pickLedger() {
      const chosen = await desk.dialogs.ask(() =>
        dialog.showOpenDialog(desk.window, {
          properties: ['openFile', 'dontAddToRecent'],
          filters: [
            { name: 'XLSX, XLS, CSV', extensions: ['xlsx', 'xls', 'csv', 'txt', 'tsv'] },
            { name: '*', extensions: ['*'] },
          ],
        }),
      )
      const path = chosen.filePaths[0]
      if (path === undefined) return null
      return stage(await readBounded(path), basename(path))
    },
    readLedger({ bytes, fileName }) {
      refuseLargeFile(bytes.byteLength)
      return stage(bytes, basename(fileName))
    },
    cancel() {
      reading?.abort()
      desk.current.cancel()
      return {}
    },
  }
}

async function readBounded(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new Failure('refused', [{ code: 'intake.not-a-ledger' }])
    refuseLargeFile(found.size)
    return await readFile(path)
  } catch (error) {
    throw describeDiskError(error, 'file.not-read')
  }
}
