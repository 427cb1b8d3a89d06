import { describe, expect } from 'vitest'

import { canRun, sharedTest as test } from './start-sample.ts'

describe.skipIf(!canRun)('calls between a page and main', () => {
  test('what structured clone takes goes there and back', async ({ sample }) => {
    const found = await sample.page.evaluate(async () => {
      const { invoke } = Reflect.get(window, 'sample')
      const sent = {
        bytes: new Uint8Array([1, 2, 250]),
        floats: new Float64Array([0.1, Number.NaN, -0]),
        large: new BigInt64Array([2n ** 60n]),
        part: new Uint8Array([9, 8, 7, 6]).subarray(1, 3),
        date: new Date('2026-01-31T08:00:00Z'),
        pattern: /云岭/giu,
        map: new Map<unknown, unknown>([
          ['案', { $: 'kept' }],
          [2, new Set(['甲', '乙'])],
        ]),
        numbers: [Number.NaN, Infinity, -0, 12n],
        nothing: [undefined, null],
        error: new TypeError('坏了', { cause: { code: 7 } }),
        text: '五百四十次'.repeat(20_000),
      }
      const back = await invoke('echo', sent)
      const same = [
        back.bytes instanceof Uint8Array && back.bytes.join() === '1,2,250',
        back.floats instanceof Float64Array && Object.is(back.floats[2], -0),
        back.large instanceof BigInt64Array && back.large[0] === 2n ** 60n,
        back.part.length === 2 && back.part[0] === 8,
        back.date instanceof Date && back.date.getTime() === sent.date.getTime(),
        back.pattern instanceof RegExp && String(back.pattern) === String(sent.pattern),
        back.map instanceof Map && back.map.get('案').$ === 'kept' && back.map.get(2).has('乙'),
        Number.isNaN(back.numbers[0]) && back.numbers[1] === Infinity && back.numbers[3] === 12n,
        Object.is(back.numbers[2], -0),
        back.nothing.length === 2 && 0 in back.nothing && back.nothing[1] === null,
        back.error instanceof Error && back.error.message === '坏了',
        back.text === sent.text,
      ]
      return same
    })
    expect(found).toEqual(Array.from({ length: 12 }, () => true))
  })

  test('a function is no message', async ({ sample }) => {
    const failing = sample.page.evaluate(() =>
      Reflect.get(window, 'sample').invoke('echo', { work: () => 1 }),
    )
    await expect(failing).rejects.toThrow('An object could not be cloned.')
  })

  test('a handler that fails, and one that is missing, reject the call', async ({ sample }) => {
    const ask = (channel: string) =>
      sample.page.evaluate((name) => Reflect.get(window, 'sample').invoke(name), channel)
    await expect(ask('fail')).rejects.toThrow(
      "Error invoking remote method 'fail': TypeError: 坏了",
    )
    await expect(ask('missing')).rejects.toThrow("No handler registered for 'missing'")
  })

  test('main knows the frame that calls by its own address', async ({ sample }) => {
    const sender = await sample.page.evaluate(() => Reflect.get(window, 'sample').invoke('sender'))
    expect(sender).toEqual(['app://sample/index.html', true])
  })

  test('main tells the page, until the page no longer listens', async ({ sample }) => {
    const heard = await sample.page.evaluate(async () => {
      const { onTold, send, invoke } = Reflect.get(window, 'sample')
      const told: unknown[] = []
      const stop = onTold((...given: unknown[]) => told.push(given))
      send('tell', '一')
      // Messages keep their order, so this answer comes after what was told before it.
      await invoke('echo', 0)
      stop()
      send('tell', '二')
      await invoke('echo', 0)
      return told
    })
    expect(heard).toEqual([['一', 'back']])
    expect(await sample.told('tell')).toEqual([['一'], ['二']])
  })
})
