import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What marks the fuses in Electron's executable: this, a version, a count, a state for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = 9
const WIRE = Buffer.concat([
  Buffer.from(SENTINEL),
  Buffer.from([1, FUSES]),
  Buffer.from('1'.repeat(FUSES)),
  Buffer.from('\n'),
])

const ORDINARY = [
  'LICENSE',
  'LICENSES.chromium.html',
  'icudtl.dat',
  'resources.pak',
  'locales/en-US.pak',
  'locales/fr.pak',
  'locales/zh-CN.pak',
]

/**
 * Writes a folder that the packager takes for Electron's on Linux. Its executable starts the
 * program that stands in for Electron, and has fuses to be set.
 */
export function fabricateLinux(folder: string, executable: string): void {
  const script = `#!/bin/sh
export STANDIN_EXECUTABLE="$(readlink -f "$0")"
exec '${executable}' "$@"
`
  fabricate(folder, 'electron', Buffer.concat([Buffer.from(script), WIRE]))
  for (const name of ['chrome_crashpad_handler', 'chrome-sandbox']) {
    writeFileSync(join(folder, name), '#!/bin/sh\n', { mode: 0o755 })
  }
}

/** The same for Windows, out of any program for it; nothing of it can be started. */
export function fabricateWindows(folder: string, program: string): void {
  fabricate(folder, 'electron.exe', Buffer.concat([readFileSync(program), WIRE]))
}

function fabricate(folder: string, name: string, executable: Buffer): void {
  for (const file of ORDINARY) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), 'x')
  }
  mkdirSync(join(folder, 'resources'), { recursive: true })
  const electron = join(import.meta.dirname, '../../node_modules/electron')
  const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'version'), version)
  copyFileSync(join(electron, 'LICENSE'), join(folder, 'LICENSE'))
  writeFileSync(join(folder, name), executable)
  chmodSync(join(folder, name), 0o755)
}

/** Which fuses of an executable are set, in their order. */
export function readFuses(executable: string): boolean[] {
  const bytes = readFileSync(executable)
  const start = bytes.indexOf(SENTINEL) + SENTINEL.length + 2
  return [...bytes.subarray(start, start + FUSES)].map((state) => state === '1'.charCodeAt(0))
}
