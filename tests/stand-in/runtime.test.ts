import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'

import { findChromium, findRuntime } from '#scripts/runtime.ts'

import { canRun, EXECUTABLE } from './start-sample.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xundu-runtime-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('the Chromium that is named is taken, and no other', () => {
  const chromium = join(temporaryFolder(), 'own-chromium')
  writeFileSync(chromium, '')
  vi.stubEnv('STANDIN_CHROMIUM', chromium)
  expect(findChromium()).toBe(chromium)
  vi.stubEnv('STANDIN_CHROMIUM', `${chromium}-missing`)
  expect(findChromium()).toBeUndefined()
})

test('Chromium is found on the PATH', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'chromium'), '')
  vi.stubEnv('STANDIN_CHROMIUM', '')
  vi.stubEnv('PATH', folder)
  expect(findChromium()).toBe(join(folder, 'chromium'))
})

describe.skipIf(process.platform === 'win32')('without Electron', () => {
  test('the stand-in runs the app where there is Chromium, else nothing does', () => {
    vi.stubEnv('XUNDU_STAND_IN', '1')
    vi.stubEnv('STANDIN_CHROMIUM', process.execPath)
    expect(findRuntime()).toMatchObject({ kind: 'stand-in', executable: EXECUTABLE })
    vi.stubEnv('STANDIN_CHROMIUM', '/nowhere/chromium')
    expect(findRuntime()?.kind).not.toBe('stand-in')
  })
})

describe.skipIf(!canRun)('the script that stands for the executable', () => {
  test('runs from anywhere, through a link, on the Node that it is given', () => {
    const folder = temporaryFolder()
    const node = join(folder, 'node')
    writeFileSync(node, '#!/bin/sh\nprintf "%s\\n" "$@"\n')
    chmodSync(node, 0o755)
    const link = join(folder, 'electron')
    spawnSync('ln', ['-s', EXECUTABLE, link])
    const started = (environment: Record<string, string>) =>
      spawnSync(link, ['--inspect=0', '--lang=zh-CN', '/a folder/app'], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], STANDIN_NODE: node, ...environment },
      })
        .stdout.trim()
        .split('\n')
    const plain = started({})
    expect(plain[0]).toBe('--inspect=0')
    expect(plain.slice(-3)).toEqual(['--inspect=0', '--lang=zh-CN', '/a folder/app'])
    // The fuse of a packed app keeps Node's own switches from Node.
    const packed = started({ STANDIN_EXECUTABLE: link })
    expect(packed.filter((argument) => argument === '--inspect=0')).toHaveLength(1)
    expect(packed.slice(-3)).toEqual(plain.slice(-3))
  })
})
