// Runs on the machine's own Node, before anything is installed: Node's built-ins only.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const MODULES = join(ROOT, 'node_modules')
const NODE_MAJOR = 24
const ELECTRON_HOST = 'https://github.com/'
const REACHED_WITHIN = 5000
const FETCHED_WITHIN = 600_000
const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

await prepare()

/** Installs what is missing: the packages, Node 24, and Electron or the Chromium that stands in. */
async function prepare() {
  const installed = !packagesAreThere()
  if (installed) installPackages()
  if (!nodeIsThere()) repairNode()
  if (!electronIsThere() && hasDisplay() && (installed || !chromiumIsThere())) await fetchElectron()
  if (!electronIsThere() || !hasDisplay()) installForStandIn()
}

/** Whether every package of the lock file is installed in its version, as npm's own list tells. */
function packagesAreThere() {
  const installed = readLock(join(MODULES, '.package-lock.json'))
  const wanted = readLock(join(ROOT, 'package-lock.json'))
  return Object.entries(wanted).every(([place, { version, optional, link }]) => {
    if (place === '' || link) return true
    const found = installed[place]
    return found ? found.version === version : optional === true
  })
}

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {}
}

function installPackages() {
  say('正在安装所需的软件包……', 'Installing packages…')
  const status = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (status !== 0) give('软件包未能装好，请检查网络后重试。', 'npm ci failed; check the network.')
}

function nodeIsThere() {
  const path = join(MODULES, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (!existsSync(path)) return false
  const shown = run(path, ['--version'], { stdio: 'pipe', shell: process.platform === 'win32' })
  return Number(/^v(\d+)/.exec(String(shown.stdout))?.[1]) === NODE_MAJOR
}

function repairNode() {
  npm(['rebuild', 'node'])
  if (!nodeIsThere()) give('未能装好 Node 24。', 'Node 24, which the app runs on, is missing.')
}

function electronIsThere() {
  const path = join(MODULES, 'electron', 'path.txt')
  return existsSync(path) && existsSync(join(MODULES, 'electron/dist', readFileSync(path, 'utf8')))
}

/** Gives up soon where the release host is out of reach; another way follows. */
async function fetchElectron() {
  if (process.env.XUNDU_OFFLINE) return
  const host =
    process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? ELECTRON_HOST
  const reached = await fetch(host, {
    method: 'HEAD',
    signal: AbortSignal.timeout(REACHED_WITHIN),
  }).catch(() => undefined)
  if (!reached) return
  say('正在下载 Electron……', 'Fetching Electron…')
  run(join(MODULES, '.bin/node'), [join(MODULES, 'electron/install.js')], {
    timeout: FETCHED_WITHIN,
    shell: process.platform === 'win32',
  })
}

/** The stand-in for Electron needs Chromium, and Chinese letters to draw with. */
function installForStandIn() {
  const missing = []
  if (!chromiumIsThere()) missing.push('chromium')
  if (process.platform === 'linux' && !chineseFontIsThere()) missing.push('fonts-noto-cjk')
  if (missing.length === 0) return
  if (process.env.XUNDU_OFFLINE === undefined && mayInstall()) {
    say(`正在安装 ${missing.join('、')}……`, `Installing ${missing.join(', ')}…`)
    const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    run('apt-get', ['update', '-q'], quiet)
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], quiet)
  }
  if (!chromiumIsThere()) {
    give(
      '缺少 Electron 和 Chromium。请安装 Chromium（Debian：apt install chromium fonts-noto-cjk）后重试。',
      'Neither Electron nor Chromium is here. Install Chromium, then try again.',
    )
  }
}

function chromiumIsThere() {
  const chosen = process.env.STANDIN_CHROMIUM
  if (chosen) return existsSync(chosen)
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':')
  return [...folders, '/usr/bin'].some((folder) =>
    CHROMIUMS.some((name) => existsSync(join(folder, name))),
  )
}

function chineseFontIsThere() {
  const listed = run('fc-list', [':lang=zh'], { stdio: 'pipe' })
  return listed.status === 0 && String(listed.stdout).trim() !== ''
}

function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY)
}

function npm(given) {
  const program = process.env.npm_execpath
  return program
    ? run(process.execPath, [program, ...given]).status
    : run('npm', given, { shell: process.platform === 'win32' }).status
}

function run(program, given, options = {}) {
  return spawnSync(program, given, { cwd: ROOT, stdio: 'inherit', ...options })
}

function say(chinese, english) {
  console.log(`${chinese} ${english}`)
}

function give(chinese, english) {
  console.error(`${chinese} ${english}`)
  process.exit(1)
}
