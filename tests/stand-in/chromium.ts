import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findChromium } from '#scripts/runtime.ts'

import { isHeaded, program, switches } from './program.ts'

const PREFIX = 'xundu-stand-in-'

/** Chromium speaks to no one by itself: no services, no updates, no names but this machine's. */
const FIXED: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-sync',
  '--disable-client-side-phishing-detection',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-breakpad',
  '--disable-search-engine-choice-screen',
  '--disable-infobars',
  '--hide-crash-restore-bubble',
  '--metrics-recording-only',
  '--no-pings',
  '--password-store=basic',
  '--test-type',
]
/** Switches of the command line that are Node's, or that are joined with the stand-in's own. */
const OWN = new Set(['user-data-dir', 'disable-features', 'require', 'inspect', 'inspect-brk'])
const RESOLVER = 'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'
const DISABLED_FEATURES: readonly string[] = [
  'Translate',
  'OptimizationHints',
  'MediaRouter',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'NetworkTimeServiceQuerying',
  'DialMediaRouteProvider',
]

/** Starts Chromium without a window, to be led over the pipes 3 and 4. */
export function startChromium(profile: string): ChildProcess {
  return run(['--remote-debugging-pipe', '--no-startup-window', ...chromiumArguments(profile)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
}

/** Asks the Chromium that runs on this profile for a window without tabs and address. */
export function openBareWindow(
  profile: string,
  address: string,
  size: { readonly width: number; readonly height: number },
): void {
  const shown = [`--app=${address}`, `--window-size=${size.width},${size.height}`]
  const ports = /^--remote-debugging/
  const given = chromiumArguments(profile).filter((argument) => !ports.test(argument))
  run([...given, ...shown], { stdio: 'ignore' }).unref()
}

/** A profile that lives as long as this process. Those of processes that were killed are removed. */
export function makeProfile(): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : 0
    if (pid > 0 && !isAlive(pid)) removeProfile(join(tmpdir(), name))
  }
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
}

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function run(given: readonly string[], options: Parameters<typeof spawn>[2]): ChildProcess {
  const chromium = findChromium()
  if (chromium === undefined) throw new Error('the stand-in for Electron needs Chromium')
  return spawn(chromium, given, { ...options, env: { ...process.env, NODE_OPTIONS: '' } })
}

function chromiumArguments(profile: string): readonly string[] {
  const given = [...switches].filter(([name]) => !OWN.has(name))
  const features = [...DISABLED_FEATURES, ...(switches.get('disable-features') ?? '').split(',')]
  return [
    ...FIXED,
    `--user-data-dir=${profile}`,
    `--class=${program.name}`,
    `--disable-features=${[...new Set(features)].filter(Boolean).join(',')}`,
    ...(isHeaded() ? [] : ['--headless', '--hide-scrollbars']),
    ...(process.getuid?.() === 0 && !switches.has('no-sandbox') ? ['--no-sandbox'] : []),
    ...(switches.has('host-resolver-rules') ? [] : [`--host-resolver-rules=${RESOLVER}`]),
    ...given.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
  ]
}
