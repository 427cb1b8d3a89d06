import { describe, expect } from 'vitest'

import { canRun, sharedTest as test } from './start-sample.ts'

describe.skipIf(!canRun)('the worlds of a page', () => {
  test('the page has nothing of Node, of Electron or of the preload script', async ({ sample }) => {
    const found = await sample.page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'secret']
      const own = Object.getOwnPropertyNames(window)
      return {
        present: names.filter((name) => name in globalThis),
        ofTheStandIn: own.filter((name) => /^__|stand-?in|bridge/i.test(name)),
      }
    })
    expect(found).toEqual({ present: [], ofTheStandIn: [] })
  })

  test('the preload script has a sandboxed require and no more', async ({ sample }) => {
    expect(await sample.page.evaluate('sample.modules')).toEqual([
      'module not found: fs',
      'module not found: node:child_process',
      'module not found: electron/main',
    ])
    expect(await sample.page.evaluate('sample.world')).toEqual(['string', 'function'])
  })

  test('what is exposed is frozen, and cannot be replaced', async ({ sample }) => {
    const found = await sample.page.evaluate(() => {
      const exposed = Reflect.get(window, 'sample')
      return [
        Reflect.set(window, 'sample', {}),
        Reflect.deleteProperty(window, 'sample'),
        Reflect.set(exposed, 'add', () => 0),
        Reflect.set(exposed.nested.list, 0, 9),
        Object.isFrozen(exposed) && Object.isFrozen(exposed.nested),
        exposed === Reflect.get(window, 'sample'),
      ]
    })
    expect(found).toEqual([false, false, false, false, true, true])
  })

  test('a page that spoils its own built-ins does not reach the preload script', async ({
    sample,
  }) => {
    const found = await sample.page.evaluate(async () => {
      const kept = { map: Array.prototype.map, dispatch: EventTarget.prototype.dispatchEvent }
      let seen = 0
      EventTarget.prototype.dispatchEvent = () => {
        seen += 1
        return false
      }
      const answer = await Reflect.get(window, 'sample').invoke('echo', ['值'])
      EventTarget.prototype.dispatchEvent = kept.dispatch
      return [answer, seen]
    })
    expect(found).toEqual([['值'], 0])
  })

  test('functions, promises and errors cross the bridge both ways', async ({ sample }) => {
    const found = await sample.page.evaluate(async () => {
      const { add, twice, later, fail, failLater } = Reflect.get(window, 'sample')
      const caught = (error: unknown) => (error instanceof Error ? [error.name, error.message] : [])
      let thrown: unknown
      try {
        fail()
      } catch (error) {
        thrown = caught(error)
      }
      return [
        add(1, 2),
        twice((round: number) => round * 10),
        await later('值'),
        thrown,
        await failLater().catch(caught),
      ]
    })
    expect(found).toEqual([3, [10, 20], 'later 值', ['RangeError', '坏了'], ['Error', '后来坏了']])
  })

  test('a member that the stand-in lacks is named', async ({ sample }) => {
    const failing = sample.page.evaluate(() => Reflect.get(window, 'sample').lacking())
    await expect(failing).rejects.toThrow('has no ipcRenderer.sendSync')
    const inMain = sample.electron.evaluate(({ app }) => app.getGPUFeatureStatus())
    await expect(inMain).rejects.toThrow('has no app.getGPUFeatureStatus')
  })

  test('a frame inside the page gets no bridge', async ({ sample }) => {
    const frame = sample.page.frames().find((known) => known.parentFrame() !== null)
    expect(await frame?.evaluate(() => 'sample' in window)).toBe(false)
  })
})
