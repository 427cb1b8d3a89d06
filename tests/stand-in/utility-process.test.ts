import type { ElectronApplication } from 'playwright-core'
import { describe, expect } from 'vitest'

import { canRun, isRunning, test } from './start-sample.ts'

/** Starts the child in main and keeps it, and what it says, there. */
async function startChild(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(async () => {
    const [utilityProcess, here]: [typeof Electron.utilityProcess, string] = [
      Reflect.get(globalThis, 'utilityProcess'),
      Reflect.get(globalThis, 'here'),
    ]
    const child = utilityProcess.fork(`${here}/child.ts`, [], {
      serviceName: 'child',
      execArgv: ['--max-old-space-size=64'],
    })
    const heard: unknown[] = []
    child.on('message', (message) => heard.push(message))
    const exited = new Promise((resolve) => {
      child.once('exit', resolve)
    })
    await new Promise<void>((resolve) => {
      child.once('spawn', resolve)
    })
    Object.assign(globalThis, { child, heard, exited, pid: child.pid })
  })
}

describe.skipIf(!canRun)('a utility process', () => {
  test('speaks with main in structured clones, and has no Electron', async ({ sample }) => {
    await startChild(sample.electron)
    await sample.electron.evaluate(() => {
      const child: Electron.UtilityProcess = Reflect.get(globalThis, 'child')
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, no window
      child.postMessage({ bytes: new Uint8Array([1, 2]), at: new Date(0) })
    })
    const heard = () =>
      sample.electron.evaluate(() => {
        const [first] = Reflect.get(globalThis, 'heard')
        if (first === undefined) return []
        const { data, electron } = first
        return [
          electron,
          data.bytes instanceof Uint8Array && data.bytes.join(),
          data.at instanceof Date && data.at.getTime(),
          first.arguments.includes('--max-old-space-size=64'),
        ]
      })
    await expect.poll(heard).toEqual(['MODULE_NOT_FOUND', '1,2', 0, true])
  })

  test('ends by itself with its code, and by being killed', async ({ sample }) => {
    await startChild(sample.electron)
    const code = await sample.electron.evaluate(() => {
      const child: Electron.UtilityProcess = Reflect.get(globalThis, 'child')
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, no window
      child.postMessage('end')
      return Reflect.get(globalThis, 'exited')
    })
    expect(code).toBe(7)
    await startChild(sample.electron)
    const killed = await sample.electron.evaluate(async () => {
      const child: Electron.UtilityProcess = Reflect.get(globalThis, 'child')
      const asked = child.kill()
      await Reflect.get(globalThis, 'exited')
      return [asked, child.pid]
    })
    expect(killed).toEqual([true, undefined])
  })

  test('ends with main, however main ends', async ({ sample }) => {
    await startChild(sample.electron)
    const pid = await sample.electron.evaluate((): number => Reflect.get(globalThis, 'pid'))
    expect(isRunning(pid)).toBe(true)
    sample.electron.process().kill('SIGKILL')
    await expect.poll(() => isRunning(pid)).toBe(false)
  })
})
