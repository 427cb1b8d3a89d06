import { setFlagsFromString } from 'node:v8'

import { packLedger } from '#db/engine/packed-ledger.ts'
import { Failure } from '#db/kernel/failure.ts'
import { readDocument } from '#db/intake/reader/document-text.ts'
import { readLedger } from '#db/intake/reader/read-ledger.ts'

import { codeOf } from './log.ts'
import { removeNetwork } from './no-network.ts'
import type { FromParser, ToParser } from './parser-messages.ts'

/** How much memory the process may take; not every way to start it heeds its own arguments. */
const MEMORY = /^--max-old-space-size=\d+$/

removeNetwork()
setFlagsFromString(process.execArgv.find((flag) => MEMORY.test(flag)) ?? '--max-old-space-size=512')

// One file, one process: whatever a file does to it ends with it.
process.parentPort.once('message', (event) => {
  void answer(event.data)
})

async function answer(given: ToParser): Promise<void> {
  const found = await read(given)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, no window
  process.parentPort.postMessage(found)
}

async function read({ as, bytes, fileName }: ToParser): Promise<FromParser> {
  try {
    if (as === 'document') return { ok: true, document: await readDocument(bytes, fileName) }
    return { ok: true, ledger: packLedger(await readLedger(bytes, fileName)) }
  } catch (error) {
    if (error instanceof Failure) return { ok: false, code: error.code, reasons: error.reasons }
    return {
      ok: false,
      code: 'unexpected',
      reasons: [{ code: 'intake.unreadable' }],
      fault: codeOf(error),
    }
  }
}
