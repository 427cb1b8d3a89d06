import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

import { protocol, type Session } from 'electron'

import { ORIGIN, SCHEME } from './origin.ts'

/** What a page may load, and nothing else. Styles are written at run time by antd. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  'media-src blob:',
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Devices and powers that no page of this app is ever given, not even to ask for. */
const DENIED_FEATURES: readonly string[] = [
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'geolocation',
  'hid',
  'idle-detection',
  'local-fonts',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'permissions-policy': DENIED_FEATURES.map((name) => `${name}=()`).join(', '),
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Makes `app://` a real origin. Called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the pages out of one folder, by a list that is fixed now; any other address is a 404. */
export function servePages(session: Session, folder: string): void {
  const files = listFiles(folder)
  session.protocol.handle(SCHEME, async (request) => {
    const file = files.get(request.url.split(/[?#]/, 1)[0] ?? '')
    if (file === undefined || request.method !== 'GET') {
      return new Response(null, { status: 404, headers: HEADERS })
    }
    const bytes = await readFile(file.path)
    return new Response(new Uint8Array(bytes), {
      headers: { ...HEADERS, 'content-type': file.type },
    })
  })
}

type PageFile = { readonly path: string; readonly type: string }

/** Address → file, for every file under the folder of a kind that pages are made of. */
export function listFiles(folder: string): ReadonlyMap<string, PageFile> {
  const found = new Map<string, PageFile>()
  function walk(inside: string, address: string) {
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      const path = join(inside, entry.name)
      const name = `${address}/${encodeURIComponent(entry.name)}`
      const type = TYPES[extname(entry.name)]
      if (entry.isDirectory()) walk(path, name)
      else if (type !== undefined) found.set(name, { path, type })
    }
  }
  walk(folder, ORIGIN)
  const index = found.get(`${ORIGIN}/index.html`)
  if (index) found.set(`${ORIGIN}/`, index)
  return found
}
