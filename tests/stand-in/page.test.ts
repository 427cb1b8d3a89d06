import { describe, expect } from 'vitest'

import { canRun, sharedTest as test } from './start-sample.ts'

const ORIGIN = 'https://sample.app.scheme.invalid'

describe.skipIf(!canRun)('what a page may do', () => {
  test('the scheme of the app is a secure origin', async ({ sample }) => {
    const found = await sample.page.evaluate(async () => ({
      origin: location.origin,
      secure: isSecureContext,
      missing: (await fetch('./nowhere.js')).status,
      outside: (await fetch('../../../../etc/passwd')).status,
    }))
    expect(found).toEqual({ origin: ORIGIN, secure: true, missing: 404, outside: 404 })
  })

  test('the policy in the headers is enforced', async ({ sample }) => {
    const found = await sample.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.injected = 1'
      document.body.append(script)
      const connect = await fetch('https://example.com/').then(
        () => 'let through',
        () => 'refused',
      )
      const socket = await new Promise((resolve) => {
        try {
          const opened = new WebSocket('wss://example.com/')
          opened.addEventListener('error', () => resolve('refused'))
          opened.addEventListener('open', () => resolve('let through'))
        } catch {
          resolve('refused')
        }
      })
      let evaluated = 'refused'
      try {
        evaluated = Reflect.get(globalThis, 'eval')('"let through"')
      } catch {
        // As it should.
      }
      const names = ['own', 'inline', 'injected'].filter((name) => name in globalThis)
      return { names, connect, socket, evaluated }
    })
    expect(found).toEqual({
      names: ['own'],
      connect: 'refused',
      socket: 'refused',
      evaluated: 'refused',
    })
    // Both scripts, both connections, and what was to be evaluated.
    await expect
      .poll(async () => [...(await sample.page.evaluate(violations))].sort())
      .toEqual(['connect-src', 'connect-src', 'script-src', 'script-src-elem', 'script-src-elem'])
  })

  test('a request of the page, and of its workers, is asked for', async ({ sample }) => {
    const status = await sample.page.evaluate(
      () =>
        new Promise((resolve) => {
          const worker = new Worker('./worker.js')
          worker.addEventListener('message', ({ data }) => resolve(data))
        }),
    )
    expect(status).toBe(200)
    await sample.page.evaluate(() => fetch('http://localhost:9/').catch(() => undefined))
    // Stopped by the policy of the page before it was ever a request.
    expect(await sample.told('refused')).toEqual([])
  })

  test('the page goes nowhere', async ({ sample }) => {
    await sample.page.getByRole('link', { name: '别处' }).click()
    await sample.page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    await expect
      .poll(() => sample.told('will-navigate'))
      .toEqual([['app://sample/other.html'], ['https://example.com/']])
    expect(sample.page.url()).toBe(`${ORIGIN}/index.html`)
    expect(await sample.page.evaluate(() => document.title)).toBe('样例')
  })

  test('no window is opened', async ({ sample }) => {
    await sample.page.getByRole('link', { name: '新窗口' }).click()
    await sample.page.evaluate(() => {
      window.open('https://example.com/')
    })
    await expect
      .poll(() => sample.told('window-open'))
      .toEqual([['app://sample/other.html'], ['https://example.com/']])
    await expect.poll(() => sample.electron.windows().length).toBe(1)
    // The page is not held by what it tried to open.
    expect(await sample.page.evaluate(() => 1 + 1)).toBe(2)
  })

  test('a permission is refused by the app', async ({ sample }) => {
    const found = await sample.page.evaluate(async () => {
      const refused = () => 'refused'
      const place = new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('refused'),
        )
      })
      return [
        await Notification.requestPermission(),
        await navigator.mediaDevices.getUserMedia({ audio: true }).then(String, refused),
        await navigator.clipboard.readText().then(String, refused),
        await navigator.clipboard.writeText('x').then(String, refused),
        await place,
        (await navigator.permissions.query({ name: 'notifications' })).state,
      ]
    })
    expect(found).toEqual(['denied', 'refused', 'refused', 'refused', 'refused', 'denied'])
    const asked = await sample.told('permission')
    expect(asked.flat()).toEqual(expect.arrayContaining(['media', 'notifications']))
  })

  test('nothing is downloaded', async ({ sample }) => {
    await sample.page.getByRole('link', { name: '下载' }).click()
    await expect.poll(() => sample.told('download')).toEqual([['x.txt']])
  })
})

function violations(): string[] {
  return Reflect.get(window, 'violations')
}
