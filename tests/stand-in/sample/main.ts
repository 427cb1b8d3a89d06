import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { app, BrowserWindow, ipcMain, Menu, protocol, session, utilityProcess } from 'electron'

/** A small app that uses what the stand-in has; its tests drive it. What happens is kept in `told`. */
type Told = readonly [string, ...unknown[]]
const told: Told[] = []
const answers = { close: true, quit: true, open: 0 }
Object.assign(globalThis, { told, answers, utilityProcess, here: import.meta.dirname })

const POLICY = "default-src 'self'; script-src 'self'; object-src 'none'"
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
}

const ownData = process.env['SAMPLE_DATA']
if (ownData) app.setPath('userData', ownData)
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.enableSandbox()
if (app.requestSingleInstanceLock()) void app.whenReady().then(open)
else app.quit()

app.on('second-instance', (_event, given) => told.push(['second-instance', ...given]))
app.on('before-quit', (event) => {
  told.push(['before-quit'])
  if (!answers.quit) event.preventDefault()
})
app.on('window-all-closed', () => {
  told.push(['window-all-closed'])
  app.quit()
})
app.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', (event) => {
    told.push(['will-navigate', event.url])
    event.preventDefault()
  })
  contents.on('will-frame-navigate', ({ url }) => told.push(['will-frame-navigate', url]))
  contents.setWindowOpenHandler(({ url }) => {
    told.push(['window-open', url])
    return { action: 'deny' }
  })
  contents.on('render-process-gone', (_gone, { reason }) => told.push(['gone', reason]))
})
ipcMain.handle('echo', (_event, value: unknown) => value)
ipcMain.handle('fail', () => {
  throw new TypeError('坏了')
})
ipcMain.handle('sender', (event) => [
  event.senderFrame?.url,
  event.senderFrame === BrowserWindow.getAllWindows()[0]?.webContents.mainFrame,
])
ipcMain.on('tell', (event, value: unknown) => {
  told.push(['tell', value])
  event.sender.send('told', value, 'back')
})
Menu.setApplicationMenu(
  Menu.buildFromTemplate([
    { label: '案卷', submenu: [{ id: 'one', label: '锁定', click: () => told.push(['menu']) }] },
  ]),
)

function open(): Promise<void> {
  const own = session.fromPartition('sample', { cache: false })
  own.protocol.handle('app', serve)
  own.setPermissionRequestHandler((_contents, permission, answer) => {
    told.push(['permission', permission])
    answer(false)
  })
  own.on('will-download', (event, item) => {
    told.push(['download', item.getFilename()])
    event.preventDefault()
  })
  own.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !/^(app|data|blob):/.test(url)
    if (cancel) told.push(['refused', url])
    answer({ cancel })
  })
  const window = new BrowserWindow({
    width: 900,
    height: 700,
    show: false,
    webPreferences: { session: own, preload: join(import.meta.dirname, 'preload.cjs') },
  })
  window.on('close', (event) => {
    told.push(['close'])
    if (!answers.close) event.preventDefault()
  })
  return window.loadURL('app://sample/index.html')
}

function serve({ url }: Request): Response {
  const name = new URL(url).pathname.slice(1)
  const type = TYPES[name.split('.').at(-1) ?? '']
  try {
    const bytes = readFileSync(join(import.meta.dirname, name))
    return new Response(bytes, {
      headers: { 'content-type': type ?? 'text/plain', 'content-security-policy': POLICY },
    })
  } catch {
    return new Response(null, { status: 404 })
  }
}
