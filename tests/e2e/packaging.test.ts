import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

import { extractAll, listPackage } from '@electron/asar'
import { describe, expect } from 'vitest'

import { fabricateLinux, fabricateWindows, readFuses } from './fabricated-dist.ts'
import { APP, launch, openPractice, runtime, test as plainTest } from './fixture.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const STAND_IN = join(ROOT, 'tests/stand-in/bin/electron')
const WINDOWS_PROGRAM = join(ROOT, 'node_modules/electron-winstaller/vendor/7z-x64.exe')
const SQLITE = 'node_modules/better-sqlite3-multiple-ciphers'

/** Packing for a system works on any other; the packed program is started on this one. */
const canPack = process.platform === 'linux' && process.arch === 'x64'

/** EX_CONFIG: the app was started with a switch that it refuses. */
const REFUSED = 78

/** Packs what was built, with a fabricated Electron in the place of one that would be fetched. */
function pack(system: 'linux' | 'win', electronDist: string, output: string): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-builder/cli.js'),
      `--${system}`,
      'dir',
      '--x64',
      '--publish=never',
      `--projectDir=${APP}`,
      `--config.electronDist=${electronDist}`,
      `--config.directories.output=${output}`,
    ],
    { cwd: APP, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`packing failed\n${stdout}\n${stderr}`)
  return join(output, `${system}-unpacked`)
}

const test = plainTest
  .extend('workshop', { scope: 'file' }, join(tmpdir(), 'xundu-packed-'))
  .extend('packed', { scope: 'file' }, ({ workshop }, { onCleanup }) => {
    const folder = mkdtempSync(workshop)
    onCleanup(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
    fabricateLinux(join(folder, 'electron'), STAND_IN)
    const app = pack('linux', join(folder, 'electron'), join(folder, 'dist'))
    const contents = join(app, 'resources/app')
    extractAll(join(app, 'resources/app.asar'), contents)
    return { executable: join(app, 'xundu'), asar: join(app, 'resources/app.asar'), contents }
  })

/** The files of a package, without the folders that hold them. */
function filesOf(asar: string): string[] {
  const listed = listPackage(asar, { isPack: false }).map((path) => path.slice(1))
  const folders = new Set(listed.map((path) => path.split('/').slice(0, -1).join('/')))
  return listed.filter((path) => !folders.has(path))
}

test('the configuration is one that the packager takes', async () => {
  const ownRequire = createRequire(import.meta.url)
  const tools = createRequire(ownRequire.resolve('electron-builder'))
  const { getConfig, validateConfiguration } = tools('app-builder-lib/out/util/config/config')
  const { DebugLogger } = tools('builder-util')
  const config = await getConfig(ROOT, null, null)
  await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined()
  const broken = { ...config, electronFuses: { runAsNodes: false } }
  await expect(validateConfiguration(broken, new DebugLogger(false))).rejects.toThrow(
    'configuration.electronFuses',
  )
})

describe.skipIf(!canPack)('the package for Linux', () => {
  test('holds what was built, and SQLite with one native module', ({ packed }) => {
    const files = filesOf(packed.asar)
    const places = new Set(files.map((path) => path.split('/').slice(0, 2).join('/')))
    expect([...places].sort()).toEqual([
      SQLITE,
      'out/main',
      'out/preload',
      'out/renderer',
      'package.json',
    ])
    expect(files.filter((path) => path.endsWith('.node'))).toEqual([
      `${SQLITE}/prebuilds/linux-x64.node`,
    ])
    expect(files.filter((path) => /\.(map|ts|tsx|c|h|cpp|gyp)$/.test(path))).toEqual([])
    // A native module is loaded from the disk, so it lies beside the package.
    const beside = readdirSync(`${packed.asar}.unpacked`, { recursive: true, encoding: 'utf8' })
    expect(beside.map((path) => basename(path)).filter((name) => name.endsWith('.node'))).toEqual([
      'linux-x64.node',
    ])
  })

  test('has the fuses that close Electron', ({ packed }) => {
    expect(readFuses(packed.executable).slice(0, 8)).toEqual([
      false, // runAsNode
      true, // enableCookieEncryption
      false, // enableNodeOptionsEnvironmentVariable
      false, // enableNodeCliInspectArguments
      true, // enableEmbeddedAsarIntegrityValidation
      true, // onlyLoadAppFromAsar
      false, // loadBrowserProcessSpecificV8Snapshot
      false, // grantFileProtocolExtraPrivileges
    ])
  })
})

describe.skipIf(!canPack || !runtime)('the packed contents', () => {
  test('run with nothing beside them', async ({ packed, dataFolder }) => {
    const app = runtime?.kind === 'electron' ? packed.asar : packed.contents
    const xundu = await launch(dataFolder, { app })
    const named = await xundu.electron.evaluate(({ app: running }) => [
      running.getName(),
      running.getVersion(),
    ])
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(named).toEqual(['巡督', version])
    await openPractice(xundu)
    await xundu.end()
  })
})

describe.skipIf(!canPack || runtime?.kind !== 'stand-in')('the packed executable', () => {
  test.for([
    '--inspect=0',
    '--inspect-brk',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--load-extension=/tmp',
    '--js-flags=--expose-gc',
    '--proxy-server=127.0.0.1:1',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--disable-web-security',
    '--user-data-dir=/tmp',
  ])('does not start with %s', (flag, { packed, dataFolder }) => {
    const { status, stderr } = spawnSync(packed.executable, [flag], {
      env: { ...process.env, XUNDU_DATA: join(dataFolder, 'own') },
      encoding: 'utf8',
    })
    expect(status).toBe(REFUSED)
    expect(stderr).toContain(`不能带这些参数启动，去掉后再打开：${flag}`)
    expect(existsSync(join(dataFolder, 'own'))).toBe(false)
  })

  test('starts with a switch for the look, and takes no development server', async ({
    packed,
    dataFolder,
  }) => {
    const app = spawn(packed.executable, ['--lang=zh-CN'], {
      env: { ...process.env, XUNDU_DATA: dataFolder, XUNDU_DEV_URL: 'http://localhost:1/' },
      stdio: 'ignore',
    })
    const ended = once(app, 'exit')
    const log = join(dataFolder, 'logs/xundu.log')
    await expect
      .poll(() => existsSync(log) && readFileSync(log, 'utf8'), { timeout: 20_000 })
      .toContain('"event":"page-shown"')
    app.kill()
    expect(await ended).toEqual([0, null])
  })
})

describe.skipIf(!canPack || !existsSync(WINDOWS_PROGRAM))('the package for Windows', () => {
  test('holds the module for Windows alone', ({ workshop, onTestFinished }) => {
    const folder = mkdtempSync(workshop)
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
    fabricateWindows(join(folder, 'electron'), WINDOWS_PROGRAM)
    const app = pack('win', join(folder, 'electron'), join(folder, 'dist'))
    const files = filesOf(join(app, 'resources/app.asar'))
    expect(files.filter((path) => path.endsWith('.node'))).toEqual([
      `${SQLITE}/prebuilds/win32-x64.node`,
    ])
    expect(files).toContain('out/renderer/index.html')
    expect(readFuses(join(app, 'xundu.exe'))[0]).toBe(false)
  })
})
