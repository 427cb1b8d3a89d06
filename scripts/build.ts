import { globSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { build } from 'vite'

const ROOT = resolve(import.meta.dirname, '..')

/** One Vite config for each part of the app, and the file that shows it was built. */
export const PARTS = {
  main: { config: join(ROOT, 'electron/vite.main.config.ts'), result: 'out/main/main.js' },
  preload: {
    config: join(ROOT, 'electron/vite.preload.config.ts'),
    result: 'out/preload/preload.cjs',
  },
  renderer: { config: join(ROOT, 'renderer/vite.config.ts'), result: 'out/renderer/index.html' },
} as const

const SOURCES = [
  'package-lock.json',
  'package.json',
  '{db,electron,renderer}/**/*.{ts,tsx,json,css,html,svg,png,woff2}',
]

/** Builds the whole app into out/. */
export async function buildApp(): Promise<void> {
  for (const { config } of Object.values(PARTS)) {
    await build({ configFile: config, logLevel: 'warn' })
  }
}

/** Builds what is missing or older than any source; tells whether it built. */
export async function buildIfStale(): Promise<boolean> {
  const newest = Math.max(...globSync(SOURCES, { cwd: ROOT }).map(timeOf))
  const oldest = Math.min(...Object.values(PARTS).map(({ result }) => timeOf(result)))
  if (oldest >= newest) return false
  await buildApp()
  return true
}

function timeOf(file: string): number {
  return statSync(join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

if (import.meta.main) await buildApp()
