import type { ChildProcess } from 'node:child_process'

import { build, createServer, type Plugin } from 'vite'

import { PARTS } from './build.ts'
import { startApp } from './start.ts'

/** Serves the face with hot reload; main and preload are rebuilt, and the app restarted, on change. */
async function main(): Promise<void> {
  const server = await createServer({ configFile: PARTS.renderer.config })
  await server.listen(0)
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('the development server has no address')
  let app: ChildProcess | undefined
  let restarting = false

  function start() {
    app = startApp(process.argv.slice(2), { ...process.env, XUNDU_DEV_URL: url })
    if (!app) process.exit(1)
    app.once('exit', (code) => {
      if (restarting) start()
      else process.exit(code ?? 0)
      restarting = false
    })
  }

  const restart: Plugin = {
    name: 'restart-app',
    closeBundle() {
      if (!app) return
      restarting = true
      app.kill()
    },
  }
  await rebuildOnChange(PARTS.preload.config, restart)
  await rebuildOnChange(PARTS.main.config, restart)
  start()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app?.kill(signal))
}

/** Builds once, then at every change. Settles after the first build. */
async function rebuildOnChange(configFile: string, plugin: Plugin): Promise<void> {
  const watcher = await build({
    configFile,
    logLevel: 'warn',
    build: { watch: {} },
    plugins: [plugin],
  })
  if (!('on' in watcher)) return
  await new Promise<void>((resolve) => {
    watcher.on('event', ({ code }) => {
      if (code === 'END') resolve()
    })
  })
}

if (import.meta.main) await main()
