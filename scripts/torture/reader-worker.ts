import { EventEmitter } from 'node:events'

import { peakMegabytes, workSince } from './peak.ts'

/**
 * The app's reader of untrusted files, in a process that Node started: the line that Electron
 * gives it is made here, and its answers go with the most memory that the process took so far.
 * `reader-worker.ts FILE`, where the file is the reader as it was built.
 */
class Line extends EventEmitter {
  /** The reader takes one file and ends with it; here it is given one after another. */
  override once(event: string, listener: (message: unknown) => void): this {
    return this.on(event, listener)
  }

  postMessage(answer: { readonly ok: boolean }): void {
    const {
      ledger: _rows,
      document: _words,
      ...rest
    } = {
      ledger: undefined,
      document: undefined,
      ...answer,
    }
    process.send?.({ ...rest, work: workSince(begun), peak: peakMegabytes() })
  }
}

let begun = process.cpuUsage()
const line = new Line()
Object.assign(process, { parentPort: line })
const [, , file = ''] = process.argv
await import(file)
process.on('message', (message) => {
  begun = process.cpuUsage()
  line.emit('message', { data: message })
})
process.send?.({ ok: true, work: 0, peak: peakMegabytes() })
