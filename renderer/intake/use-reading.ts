import { useEffect, useRef, useState } from 'react'

import { LARGEST_LEDGER, type StagedLedger } from '#db/intake/contract.ts'
import { Failure } from '#db/kernel/failure.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { askShell } from '#renderer/lib/shell-client.ts'

/** A file that could not be taken, and why. Size in bytes where it is known. */
export type FailedFile = {
  readonly error: unknown
  readonly fileName: string | null
  readonly bytes: number | null
}

export type Reading = {
  /** The file that is being read; empty while it is chosen. Null when none is. */
  readonly fileName: string | null
  readonly failed: FailedFile | null
  readonly pick: () => void
  readonly take: (files: readonly File[]) => void
  readonly stop: () => void
}

/** Chooses a ledger or takes a dropped one, and has it read in its own process. */
export function useReading(onRead: (ledger: StagedLedger, isHere: boolean) => void): Reading {
  const [fileName, setFileName] = useState<string | null>(null)
  const [failed, setFailed] = useState<FailedFile | null>(null)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])

  async function read(
    name: string,
    bytes: number | null,
    ask: () => Promise<StagedLedger | null>,
  ): Promise<void> {
    setFileName(name)
    setFailed(null)
    try {
      const ledger = await ask()
      if (ledger) onRead(ledger, here.current)
    } catch (error) {
      // The person stopped it and knows.
      const isStopped = error instanceof Failure && error.code === 'cancelled'
      if (!isStopped) setFailed({ error, fileName: name === '' ? null : name, bytes })
    } finally {
      setFileName(null)
    }
  }

  return {
    fileName,
    failed,
    pick: () => void read('', null, () => askShell(shellContract.pickLedger, {})),
    take(files) {
      const [file] = files
      if (!file) return
      void read(file.name, file.size, async () => {
        if (files.length > 1) throw new Failure('refused', [{ code: 'intake.several-files' }])
        const bytes = await bytesOf(file)
        return askShell(shellContract.readLedger, { fileName: file.name, bytes })
      })
    },
    stop: () => void askShell(shellContract.cancel, {}).catch(() => undefined),
  }
}

const MEGABYTE = 1024 * 1024

/** The bytes of a dropped file. A huge one is refused before it is read; a folder cannot be. */
async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > LARGEST_LEDGER) {
    const about = [`${Math.ceil(file.size / MEGABYTE)} MB`, `${LARGEST_LEDGER / MEGABYTE} MB`]
    throw new Failure('refused', [{ code: 'intake.too-large', about }])
  }
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    throw new Failure('refused', [{ code: 'file.not-read' }], { cause })
  }
}
