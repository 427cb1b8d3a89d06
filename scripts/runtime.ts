import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
const ELECTRON = join(ROOT, 'node_modules/electron')
const STAND_IN = join(ROOT, 'tests/stand-in/bin')
const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** What runs the app on this machine. */
export type Runtime = {
  readonly kind: 'electron' | 'stand-in'
  readonly executable: string
  /** What must be in the environment of whatever starts it, Playwright included. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * Electron where its binary is installed, else the stand-in on Chromium; undefined where neither
 * can run. `XUNDU_STAND_IN=1` asks for the stand-in beside an installed Electron.
 */
export function findRuntime(): Runtime | undefined {
  const electron = findElectron()
  if (electron !== undefined && process.env['XUNDU_STAND_IN'] !== '1') {
    return { kind: 'electron', executable: electron, env: {} }
  }
  // The stand-in is started by a shell script.
  if (process.platform === 'win32' || findChromium() === undefined) return undefined
  return {
    kind: 'stand-in',
    executable: join(STAND_IN, 'electron'),
    // Electron's own package, and with it Playwright, looks for its binary there.
    env: { ELECTRON_OVERRIDE_DIST_PATH: STAND_IN },
  }
}

/** The path of Electron's binary, where it was fetched. */
function findElectron(): string | undefined {
  const named = join(ELECTRON, 'path.txt')
  if (!existsSync(named)) return undefined
  const executable = join(ELECTRON, 'dist', readFileSync(named, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

/** The path of Chromium: the one that STANDIN_CHROMIUM names, else the first on the PATH. */
export function findChromium(): string | undefined {
  const chosen = process.env['STANDIN_CHROMIUM']
  if (chosen) return existsSync(chosen) ? chosen : undefined
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/bin']
  return folders
    .flatMap((folder) => CHROMIUMS.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
}
