import { app, type Session, session, type WebContents } from 'electron'

import { ORIGIN } from './origin.ts'

/** Chromium's switches that leave it no way to the network, no reports and no caches on the disk. */
const SWITCHES: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', '127.0.0.1:9'],
  ['proxy-bypass-list', '<-loopback>'],
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-breakpad'],
  ['disable-crash-reporter'],
  ['disable-gpu-shader-disk-cache'],
  ['no-pings'],
]

/**
 * Closes Chromium before it starts: sandbox for every page, no network. With a development server
 * (never in an installed app) the loopback address stays open.
 */
export function hardenChromium(devUrl: string | undefined): void {
  app.enableSandbox()
  for (const [name, value] of SWITCHES) {
    if (devUrl !== undefined && /^(host-resolver|proxy)/.test(name)) continue
    app.commandLine.appendSwitch(name, value)
  }
  app.on('web-contents-created', (_event, contents) => confine(contents, devUrl))
}

/**
 * The session of the window: kept in memory only, with every permission, device and download
 * denied, and no request but to the app's own files.
 */
export function makeSession(devUrl: string | undefined): Session {
  const made = session.fromPartition('xundu', { cache: false })
  made.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  made.setPermissionCheckHandler(() => false)
  made.setDevicePermissionHandler(() => false)
  made.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  made.setSpellCheckerEnabled(false)
  made.on('will-download', (event) => event.preventDefault())
  made.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwn(details.url, devUrl) })
  })
  if (devUrl === undefined) {
    void made.setProxy({
      mode: 'fixed_servers',
      proxyRules: '127.0.0.1:9',
      proxyBypassRules: '<-loopback>',
    })
  }
  return made
}

/** Whether an address belongs to the app: its own files, or pictures that a page made itself. */
export function isOwn(address: string, devUrl: string | undefined): boolean {
  if (/^(data|blob):/.test(address)) return true
  const url = URL.parse(address)
  if (!url) return false
  if (`${url.protocol}//${url.host}` === ORIGIN) return true
  return devUrl !== undefined && url.host === new URL(devUrl).host
}

type Departure = { readonly url?: string; preventDefault(): void }

/** A page never goes anywhere, opens nothing and holds no other page. */
function confine(contents: WebContents, devUrl: string | undefined): void {
  const deny = (event: Departure) => {
    // The development server reloads its page; an installed app has none.
    const reload = devUrl !== undefined && event.url !== undefined && isOwn(event.url, devUrl)
    if (!reload) event.preventDefault()
  }
  contents.on('will-navigate', deny)
  contents.on('will-frame-navigate', deny)
  contents.on('will-redirect', deny)
  contents.on('will-attach-webview', deny)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
