import { contextBridge, ipcRenderer } from 'electron'

import type { Bridge } from './bridge.ts'
import { CHANNELS } from './channels.ts'
import { wipeSecrets } from './secrets.ts'
import type { ShellEvent } from './shell/contract.ts'

const bridge: Bridge = {
  call: (name, input) => {
    const answer = ipcRenderer.invoke(CHANNELS.call, name, input)
    wipeSecrets(input)
    return answer
  },
  shell: (name, input) => {
    const answer = ipcRenderer.invoke(CHANNELS.shell, name, input)
    // This copy has been sent; the page wipes its own, and main wipes what it received.
    wipeSecrets(input)
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

contextBridge.exposeInMainWorld('xundu', Object.freeze(bridge))
