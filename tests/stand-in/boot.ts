import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { app } from './app.ts'
import { program, switches } from './program.ts'
import { startTargets } from './targets.ts'

const require = createRequire(join(process.cwd(), 'index.js'))

/** What Electron does from its start to the app's own code: arguments, names, the main file. */
async function main(): Promise<void> {
  const given = process.argv.slice(2)
  program.executable =
    process.env['STANDIN_EXECUTABLE'] ?? join(import.meta.dirname, 'bin/electron')
  program.packaged = process.env['STANDIN_EXECUTABLE'] !== undefined
  process.argv = [program.executable, ...given]
  const { entry, required } = readArguments(given)
  const file = readProgram(program.packaged ? packedFolder() : resolve(entry ?? '.'))
  Object.assign(process, {
    type: 'browser',
    defaultApp: !program.packaged,
    resourcesPath: join(dirname(program.executable), 'resources'),
  })
  Object.assign(process.versions, { electron: electronVersion() })
  process.on('uncaughtException', (error) => {
    console.error('A JavaScript error occurred in the main process\n', error)
    app.exit(1)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => app.quit())
  for (const name of required) require(name)
  await import(pathToFileURL(file).href)
  await startTargets()
  app.start()
}

type Given = { readonly entry: string | undefined; readonly required: readonly string[] }

/** Sorts the command line as Electron does: `-r` files, the app, Chromium's switches. */
function readArguments(given: readonly string[]): Given {
  const required: string[] = []
  let entry: string | undefined
  for (let index = 0; index < given.length; index += 1) {
    const argument = given[index] ?? ''
    const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? []
    if (argument === '-r' || argument === '--require') required.push(given[(index += 1)] ?? '')
    else if (name !== undefined) switches.set(name, value)
    else if (!argument.startsWith('-')) entry ??= argument
  }
  return { entry, required }
}

/** Reads the app's package.json, and gives the path of its main file. */
function readProgram(folder: string): string {
  if (statSync(folder).isFile()) {
    program.folder = dirname(folder)
    return folder
  }
  const {
    productName,
    name,
    version,
    main: file,
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  Object.assign(program, { folder, name: productName ?? name, version })
  return resolve(folder, file ?? 'index.js')
}

/** A packed app lies beside its executable, here as the folder that its archive was unpacked to. */
function packedFolder(): string {
  return join(dirname(program.executable), 'resources/app')
}

function electronVersion(): string {
  const file = join(import.meta.dirname, '../../node_modules/electron/package.json')
  return JSON.parse(readFileSync(file, 'utf8')).version
}

await main()
