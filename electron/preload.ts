import { contextBridge, ipcRenderer } from 'electron'

import type { Bridge } from './bridge.ts'
import { CHANNELS } from './channels.ts'
import type { ShellEvent } from './shell/contract.ts'

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CHANNELS.call, name, input),
  shell: (name, input) => {
    const answer = ipcRenderer.invoke(CHANNELS.shell, name, input)
    wipePassphrase(input)
    return answer
  },
  onEvent: (listener) => {
    const hear = (_event: unknown, told: ShellEvent) => listener(told)
    ipcRenderer.on(CHANNELS.event, hear)
    return () => {
      ipcRenderer.removeListener(CHANNELS.event, hear)
    }
  },
}

/** This copy has been sent; the page wipes its own, and main wipes what it received. */
function wipePassphrase(input: unknown): void {
  if (typeof input !== 'object' || input === null || !('passphrase' in input)) return
  if (input.passphrase instanceof Uint8Array) input.passphrase.fill(0)
}

contextBridge.exposeInMainWorld('xundu', Object.freeze(bridge))
