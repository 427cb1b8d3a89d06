import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'

import { dialog } from 'electron'

import { describeDiskError } from '#db/engine/disk-error.ts'
import { StagedLedger } from '#db/intake/contract.ts'
import { Failure } from '#db/kernel/failure.ts'

import { readInParser } from '../parser-link.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

/** A ledger above this many bytes is refused before it is read. */
const LARGEST = 64 * 1024 * 1024

/** Choosing a ledger, reading it in a process of its own, and handing it to the open case. */
export function ledgerHandlers(
  desk: Desk,
): Pick<ShellHandlers, 'pickLedger' | 'readLedger' | 'cancel'> {
  return {
    async pickLedger() {
      const chosen = await dialog.showOpenDialog(desk.window, {
        properties: ['openFile', 'dontAddToRecent'],
        filters: [
          { name: 'XLSX, XLS, CSV', extensions: ['xlsx', 'xls', 'csv', 'txt', 'tsv'] },
          { name: '*', extensions: ['*'] },
        ],
      })
      const path = chosen.filePaths[0]
      if (path === undefined) return null
      return stage(desk, await readBounded(path), basename(path))
    },
    readLedger({ bytes, fileName }) {
      refuseTooLarge(bytes.byteLength)
      return stage(desk, bytes, basename(fileName))
    },
    cancel() {
      desk.current.cancel()
      return {}
    },
  }
}

async function stage(
  { current, log }: Desk,
  bytes: Uint8Array,
  fileName: string,
): Promise<StagedLedger> {
  const file = await readInParser({ bytes, fileName }, log)
  const reply = await current.ask({ kind: 'stage', fileName, file })
  if (!reply.ok) throw new Failure(reply.code, reply.reasons)
  return StagedLedger.parse(reply.data)
}

async function readBounded(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new Failure('refused', [{ code: 'intake.not-a-ledger' }])
    refuseTooLarge(found.size)
    return await readFile(path)
  } catch (error) {
    throw describeDiskError(error, 'file.not-read')
  }
}

function refuseTooLarge(bytes: number): void {
  if (bytes <= LARGEST) return
  const about = [LARGEST, bytes].map((size) => String(Math.ceil(size / (1024 * 1024))))
  throw new Failure('refused', [{ code: 'intake.too-large', about }])
}
