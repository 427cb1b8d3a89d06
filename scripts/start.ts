import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { buildIfStale } from './build.ts'
import { findRuntime } from './runtime.ts'

const ROOT = resolve(import.meta.dirname, '..')

/** Whether this machine can show a window. */
export function hasDisplay(platform: string, environment: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

/**
 * Starts the built app on Electron, or on the stand-in where its binary is missing. Undefined
 * when neither is there.
 */
export function startApp(
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
): ChildProcess | undefined {
  const runtime = findRuntime()
  if (!runtime) return undefined
  const unboxed = runtime.kind === 'electron' && !sandboxWorks(runtime.executable)
  if (unboxed)
    say('本机不能启用 Chromium 沙箱，试用不受影响。', 'No Chromium sandbox on this machine.')
  const flags = unboxed ? ['--no-sandbox'] : []
  return spawn(runtime.executable, [ROOT, ...flags, ...given], {
    stdio: 'inherit',
    env: { ...environment, ...runtime.env },
  })
}

/** Linux lends an unpacked Electron its sandbox only where users may make name spaces. */
function sandboxWorks(executable: string): boolean {
  if (process.platform !== 'linux') return true
  if (process.getuid?.() === 0) return false
  const helper = statSync(join(dirname(executable), 'chrome-sandbox'), { throwIfNoEntry: false })
  const setuid = helper?.uid === 0 && (helper.mode & 0o4000) !== 0
  return setuid || !restrictsNameSpaces()
}

function restrictsNameSpaces(): boolean {
  try {
    const file = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
    return readFileSync(file, 'utf8').trim() === '1'
  } catch {
    return false
  }
}

async function main(): Promise<void> {
  if (!hasDisplay(process.platform, process.env)) {
    say('本机没有显示器，改为在命令行演示。', 'There is no display here; running the demo instead.')
    follow(spawn(process.execPath, [join(ROOT, 'scripts/demo.ts')], { stdio: 'inherit' }))
    return
  }
  if (await buildIfStale()) say('已生成程序。', 'Built.')
  const app = startApp(process.argv.slice(2), process.env)
  if (app) follow(app)
  else {
    say('未找到 Electron 或 Chromium。请安装 Chromium 后重试。', 'Install Chromium and try again.')
    process.exitCode = 1
  }
}

function follow(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

function say(chinese: string, english: string): void {
  console.log(`${chinese} ${english}`)
}

if (import.meta.main) await main()
