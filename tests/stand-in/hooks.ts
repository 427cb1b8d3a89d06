import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const STAND_IN = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href
const NAMES = new Set(['electron', 'electron/main', 'electron/common'])

/** Makes `electron` the stand-in, for `import` and `require` alike. */
export function offerElectron(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (!NAMES.has(specifier)) return next(specifier, context)
      return { url: STAND_IN, format: 'module-typescript', shortCircuit: true }
    },
  })
}

/** Makes `electron` a module that is not there, as it is outside main. */
export function refuseElectron(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (!NAMES.has(specifier)) return next(specifier, context)
      throw Object.assign(new Error(`Cannot find module '${specifier}'`), {
        code: 'MODULE_NOT_FOUND',
      })
    },
  })
}
