import { EventEmitter } from 'node:events'

import { refuseElectron } from './hooks.ts'

// Runs before the code of a utility process and gives it the line to main.
refuseElectron()

class ParentPort extends EventEmitter {
  postMessage(data: unknown): void {
    process.send?.({ data })
  }
}

const parentPort = new ParentPort()
Object.assign(process, { type: 'utility', parentPort })
process.on('message', (message: { readonly data: unknown }) => {
  parentPort.emit('message', { data: message.data, ports: [] })
})
// Main has ended, in whatever way.
process.on('disconnect', () => process.exit(0))
