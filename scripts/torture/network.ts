import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { withPlace } from './place.ts'
import type { Row, Size } from './row.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const WORKER = join(import.meta.dirname, 'network-worker.ts')
const NAME = 'no packet leaves'

const TESTS: Readonly<Record<Size, readonly string[]>> = {
  full: ['first-hour', 'import', 'keys', 'confinement', 'shell', 'visit', 'problem', 'lock'],
  short: ['confinement'],
}
/** Of those in short: a start, and every way out that a page and main have. */
const SHORT = ['-t', 'reaches no machine']

/**
 * Uses the whole app by its end-to-end tests, in a network namespace whose one neighbour answers
 * to every name and address, and counts the packets that leave for it.
 */
export function networkRow(size: Size): Promise<Row> {
  return withPlace((place) => Promise.resolve(tried(place, size)))
}

function tried(place: string, size: Size): Row {
  const needed = `${TESTS[size].join(', ')}: 0 packets; the control gets through`
  const skipped = refusal()
  if (skipped !== undefined) return { name: NAME, needed, measured: {}, held: true, skipped }
  const told = join(place, 'told.json')
  const tests = TESTS[size].map((name) => `tests/e2e/${name}.test.ts`)
  const { stdout, stderr } = spawnSync(
    'unshare',
    [
      ...namespaces(),
      process.execPath,
      WORKER,
      process.execPath,
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config=tests/vitest.config.ts',
      '--project=e2e',
      '--reporter=json',
      `--outputFile=${told}`,
      ...tests,
      ...(size === 'short' ? SHORT : []),
    ],
    { cwd: ROOT, encoding: 'utf8' },
  )
  const counted: { control?: number; packets?: number } = JSON.parse(stdout || '{}')
  const { passed, failed, examples } = existsSync(told) ? resultsIn(told) : NO_RESULTS
  const { control = 0, packets = -1 } = counted
  return {
    name: NAME,
    needed,
    measured: { packets, 'packets of the control': control, passed, failed },
    held: packets === 0 && control > 0 && passed > 0 && failed === 0,
    examples: [...examples, ...(stderr === '' ? [] : [stderr.slice(0, 500)])],
  }
}

/** A namespace of one's own needs no rights where users may have namespaces. */
function namespaces(): readonly string[] {
  return process.getuid?.() === 0 ? ['-n', '-m'] : ['-r', '-n', '-m']
}

/** Why it cannot be tried here; undefined where it can. */
function refusal(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has network namespaces'
  const app = process.env['E2E_APP'] ?? ROOT
  if (!app.endsWith('.asar') && !existsSync(join(app, 'out/main/main.js'))) {
    return 'the app is not built (npm run build)'
  }
  const attempt = 'ip link add own type veth peer name other && mount --bind /etc/hosts /etc/hosts'
  const { status } = spawnSync('unshare', [...namespaces(), 'sh', '-c', attempt])
  return status === 0 ? undefined : 'this machine allows no network namespaces'
}

const NO_RESULTS = { passed: 0, failed: 0, examples: [] }

function resultsIn(file: string) {
  const told: {
    readonly numPassedTests: number
    readonly numFailedTests: number
    readonly testResults: readonly {
      readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
    }[]
  } = JSON.parse(readFileSync(file, 'utf8'))
  const failed = told.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
  return {
    passed: told.numPassedTests,
    failed: told.numFailedTests,
    examples: failed.map(({ fullName }) => fullName),
  }
}
