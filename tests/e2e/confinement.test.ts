import { once } from 'node:events'
import { createServer } from 'node:http'

import { describe, expect } from 'vitest'

import { openPractice, pageOrigin, runtime, test } from './fixture.ts'

/** Ways for a page to ask for a permission or a device: who has the function, and its name. */
const ASKED: readonly (readonly [string, string])[] = [
  ['Notification', 'requestPermission'],
  ['IdleDetector', 'requestPermission'],
  ['navigator.mediaDevices', 'getDisplayMedia'],
  ['navigator.clipboard', 'readText'],
  ['navigator.clipboard', 'read'],
  ['navigator.hid', 'requestDevice'],
  ['navigator.usb', 'requestDevice'],
  ['navigator.serial', 'requestPort'],
  ['navigator', 'requestMIDIAccess'],
  ['navigator.wakeLock', 'request'],
  ['window', 'queryLocalFonts'],
  ['window', 'getScreenDetails'],
]

describe.skipIf(!runtime)('the page', () => {
  test('gives the page three functions and nothing of Node', async ({ page }) => {
    const found = await page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'global']
      const bridge = Reflect.get(window, 'xundu')
      return {
        present: names.filter((name) => name in globalThis),
        bridge: Object.entries(bridge).map(([name, given]) => `${name} ${typeof given}`),
        frozen: Object.isFrozen(bridge) && !Reflect.set(window, 'xundu', {}),
      }
    })
    expect(found).toEqual({
      present: [],
      bridge: ['call function', 'shell function', 'onEvent function'],
      frozen: true,
    })
  })

  test('comes with a policy that lets nothing in', async ({ page }) => {
    const headers = await page.evaluate(async () => {
      const { headers: told } = await fetch('./index.html')
      return [told.get('content-security-policy'), told.get('x-content-type-options')]
    })
    expect(headers[1]).toBe('nosniff')
    const policy = Object.fromEntries(
      (headers[0] ?? '').split('; ').map((part) => {
        const [name = '', ...sources] = part.split(' ')
        return [name, sources]
      }),
    )
    // Styles alone are written at run time, by the library that draws the controls.
    expect(policy).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'blob:', 'data:'],
      'media-src': ['blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'worker-src': ["'self'"],
      'frame-src': ["'none'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    })
  })

  test('runs no script that is not its own', async ({ xundu, page }) => {
    xundu.allowFaults(/Content Security Policy/)
    const found = await page.evaluate(async () => {
      const told: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        told.push(effectiveDirective),
      )
      const script = document.createElement('script')
      script.textContent = 'globalThis.injected = "script"'
      const picture = document.createElement('div')
      picture.innerHTML = '<img src="data:," onerror="globalThis.injected = \'handler\'">'
      const frame = document.createElement('iframe')
      frame.srcdoc = '<script>parent.injected = "frame"</script>'
      document.body.append(script, picture, frame)
      // In a turn of its own: the debugger lets what it runs itself evaluate words.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(Reflect.get(globalThis, 'eval')('"ran"'))
          } catch {
            resolve('refused')
          }
        })
      })
      const blob = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }))
      const worker = await new Promise((resolve) => {
        try {
          const started = new Worker(blob)
          started.addEventListener('message', () => resolve('ran'))
          started.addEventListener('error', () => resolve('refused'))
        } catch {
          resolve('refused')
        }
      })
      return { injected: Reflect.get(globalThis, 'injected'), evaluated, worker, told: told.length }
    })
    expect(found).toMatchObject({ injected: undefined, evaluated: 'refused', worker: 'refused' })
    expect(found.told).toBeGreaterThan(0)
  })

  test('serves its own files and no other', async ({ xundu, page }) => {
    xundu.allowFaults(/404/)
    const found = await page.evaluate(
      async (addresses) => {
        const asked = addresses.map(async (address) => (await fetch(address)).status)
        return Promise.all(asked)
      },
      ['./index.html', './package.json', '../main/main.js', '%2e%2e/%2e%2e/package.json'],
    )
    expect(found).toEqual([200, 404, 404, 404])
    const posted = await page.evaluate(
      async () => (await fetch('./index.html', { method: 'POST' })).status,
    )
    expect(posted).toBe(404)
  })

  test('goes nowhere and opens nothing', async ({ xundu, page }) => {
    xundu.allowFaults(/./)
    await page.evaluate(() => {
      window.open('https://example.com/')
      const link = document.createElement('a')
      link.href = './other.html'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.target = ''
      link.click()
      location.href = 'https://example.com/'
    })
    await expect.poll(() => xundu.electron.windows().length).toBe(1)
    expect(page.url()).toBe(`${pageOrigin}/#/start`)
    expect(
      await page.evaluate(() => Reflect.get(window, 'xundu').shell('shell.start', {})),
    ).toMatchObject({ ok: true })
  })

  test('refuses every permission and every device', async ({ xundu, page }) => {
    xundu.allowFaults(/[Pp]ermissions policy/)
    const found = await page.evaluate(async (paths) => {
      const asked = paths.map(async ([owner, name]) => {
        const holder = owner
          .split('.')
          .reduce((held: object, key) => Reflect.get(held, key), window)
        try {
          const answer = await Reflect.get(holder, name).call(holder, { filters: [], sysex: true })
          return answer === 'denied' ? 'refused' : `${name} was given`
        } catch {
          return 'refused'
        }
      })
      const place = new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('place was given'),
          () => resolve('refused'),
        )
      })
      const sound = navigator.mediaDevices.getUserMedia({ audio: true, video: true })
      const answers = await Promise.all([...asked, place, sound.then(String, () => 'refused')])
      return answers.filter((answer) => answer !== 'refused')
    }, ASKED)
    expect(found).toEqual([])
  })

  test('downloads nothing', async ({ xundu, page }) => {
    const prevented = xundu.electron.evaluate(
      ({ BrowserWindow }) =>
        new Promise((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          // The app's own listener came first.
          contents?.session.once('will-download', (event) => resolve(event.defaultPrevented))
        }),
    )
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['机密']))
      link.download = 'x.txt'
      document.body.append(link)
      link.click()
    })
    expect(await prevented).toBe(true)
  })

  test('reaches no machine, from the page or from main', async ({ xundu, page }) => {
    xundu.allowFaults(/./)
    let asked = 0
    const server = createServer((_request, response) => response.end('reached'))
    server.on('connection', () => {
      asked += 1
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    try {
      const found = await page.evaluate(async (at) => {
        const told = await Promise.all(
          [`http://127.0.0.1:${at}/`, `http://localhost:${at}/`, 'http://example.com/'].map((url) =>
            fetch(url, { mode: 'no-cors' }).then(String, () => 'failed'),
          ),
        )
        navigator.sendBeacon(`http://127.0.0.1:${at}/`, 'x')
        const picture = new Image()
        picture.src = `http://127.0.0.1:${at}/x.png`
        const hint = document.createElement('link')
        Object.assign(hint, { rel: 'preconnect', href: `http://127.0.0.1:${at}/` })
        document.head.append(hint)
        const socket = new Promise((resolve) => {
          try {
            const opened = new WebSocket(`ws://127.0.0.1:${at}/`)
            opened.addEventListener('error', () => resolve('failed'))
            opened.addEventListener('open', () => resolve('opened'))
          } catch {
            resolve('failed')
          }
        })
        return [...told, await socket]
      }, port)
      expect(found).toEqual(['failed', 'failed', 'failed', 'failed'])
      const main = await xundu.electron.evaluate((_electron, at) => {
        const tries = [
          () => process.getBuiltinModule('net').connect(at, '127.0.0.1'),
          () => process.getBuiltinModule('http').get(`http://127.0.0.1:${at}/`),
          () => process.getBuiltinModule('dgram').createSocket('udp4'),
          () => process.getBuiltinModule('dns').lookup('example.com', () => undefined),
          () => fetch(`http://127.0.0.1:${at}/`),
        ]
        return tries.map((attempt) => {
          try {
            attempt()
            return 'went through'
          } catch (error) {
            return error instanceof Error ? error.message : 'odd'
          }
        })
      }, port)
      expect(main).toEqual(Array.from({ length: 5 }, () => 'this process has no network'))
      expect(asked).toBe(0)
    } finally {
      server.close()
    }
  })

  test('no call is answered but by its name and shape', async ({ xundu, page }) => {
    await openPractice(xundu)
    const codes = await page.evaluate(async () => {
      const { call, shell } = window.xundu
      const names: unknown[] = ['', 'nothing.here', 'x'.repeat(101), 7, null, {}, '__proto__']
      const ask = (door: typeof call, name: unknown, input: object) =>
        // Past the types, as a page that was taken over would.
        Reflect.apply(door, undefined, [name, input])
      const answers = await Promise.all([
        ...names.map((name) => ask(call, name, {})),
        ...names.map((name) => ask(shell, name, {})),
        shell('shell.setLocale', { locale: 'fr' }),
        shell('shell.unlockCase', { handle: '/etc/passwd' }),
        call('casefile.summary', { extra: 1 }),
      ])
      return answers.map(({ code }) => code)
    })
    expect([...new Set(codes)]).toEqual(['invalid'])
  })
})
