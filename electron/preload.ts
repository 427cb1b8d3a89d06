import { contextBridge, ipcRenderer } from 'electron'

import type { Bridge } from './bridge.ts'
import { CHANNELS } from './channels.ts'
import type { ShellEvent } from './shell/contract.ts'

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CHANNELS.call, name, input),
  shell: (name, input) => ipcRenderer.invoke(CHANNELS.shell, name, input),
  onEvent: (listener) => {
    const hear = (_event: unknown, told: ShellEvent) => listener(told)
    ipcRenderer.on(CHANNELS.event, hear)
    return () => {
      ipcRenderer.removeListener(CHANNELS.event, hear)
    }
  },
}

contextBridge.exposeInMainWorld('xundu', Object.freeze(bridge))
