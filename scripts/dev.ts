import type { ChildProcess } from 'node:child_process'

import { build, createServer } from 'vite'

import { PARTS } from './build.ts'
import { startApp } from './start.ts'

/** Serves the face with hot reload; main and preload are rebuilt, and the app restarted, on change. */
async function main(): Promise<void> {
  const server = await createServer({ configFile: PARTS.renderer.config })
  await server.listen(0)
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('the development server has no address')
  const building = new Set<string>()
  let app: ChildProcess | undefined
  let restarting = false

  function start() {
    // While a part is being built its folder is empty; the end of the build starts the app.
    if (app || building.size > 0) return
    restarting = false
    app = startApp(process.argv.slice(2), { ...process.env, XUNDU_DEV_URL: url })
    if (!app) process.exit(1)
    app.once('exit', (code) => {
      app = undefined
      if (restarting || building.size > 0) start()
      else process.exit(code ?? 0)
    })
  }

  function built(config: string, whole: boolean) {
    building.delete(config)
    // The app that runs goes on with what it has loaded, until the fault is mended.
    if (!whole) return
    restarting = true
    if (app) app.kill()
    else start()
  }

  const parts = [PARTS.preload.config, PARTS.main.config]
  for (const config of parts) building.add(config)
  for (const config of parts) await rebuildOnChange(config, () => building.add(config), built)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!app) process.exit(0)
      restarting = false
      app.kill(signal)
    })
  }
}

/** Builds once, then at every change, and tells when each build starts and ends. */
async function rebuildOnChange(
  configFile: string,
  started: () => void,
  ended: (config: string, whole: boolean) => void,
): Promise<void> {
  const watcher = await build({ configFile, logLevel: 'warn', build: { watch: {} } })
  if (!('on' in watcher)) return
  let whole = true
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') whole = false
    if (event.code === 'END') ended(configFile, whole)
    if (event.code !== 'START') return
    whole = true
    started()
  })
}

if (import.meta.main) await main()
