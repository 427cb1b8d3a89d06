const { contextBridge, ipcRenderer } = require('electron')

globalThis.secret = 'of the preload script'

contextBridge.exposeInMainWorld('sample', {
  version: 3,
  nested: { list: [1, 2] },
  invoke: (channel, ...given) => ipcRenderer.invoke(channel, ...given),
  send: (channel, ...given) => ipcRenderer.send(channel, ...given),
  onTold: (listener) => {
    const hear = (_event, ...told) => listener(...told)
    ipcRenderer.on('told', hear)
    return () => ipcRenderer.removeListener('told', hear)
  },
  add: (left, right) => left + right,
  twice: (work) => [work(1), work(2)],
  later: async (value) => `later ${value}`,
  fail: () => {
    throw new RangeError('坏了')
  },
  failLater: async () => {
    throw new Error('后来坏了')
  },
  lacking: () => ipcRenderer.sendSync('echo'),
  modules: ['fs', 'node:child_process', 'electron/main'].map((name) => {
    try {
      require(name)
      return `${name} is there`
    } catch (error) {
      return error.message
    }
  }),
  world: [typeof process.type, typeof require('electron').ipcRenderer.invoke],
})
