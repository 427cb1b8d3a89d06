import { globSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'
import { z } from 'zod'

/** Words with which a shell would open what is closed, or hand a file to another program. */
const NEVER: readonly RegExp[] = [
  /\bwebSecurity\b/,
  /\ballowRunningInsecureContent\b/,
  /\bexperimentalFeatures\b/,
  /\b(enable|disable)BlinkFeatures\b/,
  /\b(sandbox|contextIsolation): false\b/,
  /\b(nodeIntegration|nodeIntegrationInWorker|nodeIntegrationInSubFrames|webviewTag): true\b/,
  /\b(navigateOnDragDrop|spellcheck): true\b/,
  /\b(openExternal|openPath|showItemInFolder)\b/,
  /\bcrashReporter\b/,
  /\baddRecentDocument\b/,
  /['"]persist:/,
  /\bregisterFileProtocol\b|\binterceptFileProtocol\b/,
  /\b(ignore-certificate-errors|no-sandbox|disable-web-security|remote-debugging)\b/,
]

/** The one file that knows the switches which an installed app refuses. */
const REFUSES = 'electron/arguments.ts'

function sources(): readonly (readonly [file: string, text: string])[] {
  return globSync('electron/**/*.ts').map((file) => [
    file.replaceAll('\\', '/'),
    readFileSync(file, 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, ''),
  ])
}

test('the shell has no word that would open it', () => {
  const found = sources()
    .filter(([file]) => file !== REFUSES)
    .flatMap(([file, text]) => NEVER.filter((word) => word.test(text)).map((word) => [file, word]))
  expect(found).toEqual([])
  expect(sources().some(([, text]) => /\bcontextIsolation: true\b/.test(text))).toBe(true)
})

test('every page comes from the one place that closes it', () => {
  const makers = sources().filter(([, text]) => /new (BrowserWindow|WebContentsView)\(/.test(text))
  expect(makers.map(([file]) => file)).toEqual(['electron/window.ts'])
})

test('every library is of one version, so that nothing changes unseen', () => {
  const { dependencies, devDependencies } = z
    .object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')))
  const versions = Object.entries({ ...dependencies, ...devDependencies })
  expect(versions.length).toBeGreaterThan(20)
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
