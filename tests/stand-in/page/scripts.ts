import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { makeBridge } from './bridge.ts'
import { makeCodec } from './codec.ts'
import { startIsolatedWorld } from './isolated-world.ts'

/** The world of the preload script, its way to main and main's way to it. */
export const WORLD = 'Electron Isolated Context'
export const BINDING = '__standInSend'
export const RECEIVER = '__standInReceive'

/** Where main reads what `makeCodec` needs. */
export const codec = makeCodec({
  toText: (bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  toBytes: (text) => Buffer.from(text, 'base64'),
})

type PageScripts = { readonly main: string; readonly isolated: string }

/**
 * The scripts that Chromium runs in every new document before the page's own: one in the page's
 * world, one in the preload script's. Frames inside the page get neither bridge nor preload.
 */
export function pageScripts(preload: string | undefined): PageScripts {
  const secret = randomBytes(16).toString('hex')
  const source = preload === undefined ? '' : readFileSync(preload, 'utf8')
  const facts = { platform: process.platform, arch: process.arch, versions: process.versions }
  return {
    main: inMainFrame(`(${String(makeBridge)})('${secret}p', '${secret}m', 'page-')`),
    isolated: inMainFrame(`
      const send = globalThis.${BINDING}
      const codec = (${String(makeCodec)})({
        toText: (bytes) => bytes.toBase64(),
        toBytes: (text) => Uint8Array.fromBase64(text),
      })
      const bridge = (${String(makeBridge)})('${secret}m', '${secret}p', 'preload-')
      const facts = ${JSON.stringify(facts)}
      const preload = function (require, process, module, exports) {
        ${source}
      }
      ;(${String(startIsolatedWorld)})({ codec, bridge, send, receiver: '${RECEIVER}', facts, preload })
    `),
  }
}

function inMainFrame(script: string): string {
  return `if (window === window.top) { ${script}\n }`
}
