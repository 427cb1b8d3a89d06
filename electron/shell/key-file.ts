import { basename, dirname, extname, isAbsolute, join, relative } from 'node:path'

import { app, dialog, type FileFilter } from 'electron'

import { makeKeyFile, readKeyFile } from '#db/engine/keys/key-file.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { KeyFileAt } from '../sealed-secrets.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

const ENDING = 'xdkey'
const FILTER: FileFilter = { name: '钥匙文件 Key file', extensions: [ENDING] }
const SUGGESTED = `xundu.${ENDING}`

/** Choosing a key file and making one. The page gets a handle and a name, never the path. */
export function keyFileHandlers(desk: Desk): Pick<ShellHandlers, 'pickKeyFile' | 'makeKeyFile'> {
  const { window, dialogs, places, log } = desk

  function picked(path: string) {
    return { handle: places.handleOf(path), fileName: basename(path) }
  }

  return {
    async pickKeyFile() {
      const chosen = await dialogs.ask(() =>
        dialog.showOpenDialog(window, {
          filters: [FILTER, { name: '*', extensions: ['*'] }],
          properties: ['openFile', 'dontAddToRecent'],
        }),
      )
      const path = chosen.filePaths[0]
      if (path === undefined) return null
      readKeyFile(path).fill(0)
      return picked(path)
    },
    async makeKeyFile() {
      const chosen = await dialogs.ask(() =>
        dialog.showSaveDialog(window, {
          defaultPath: join(app.getPath('documents'), SUGGESTED),
          filters: [FILTER],
          properties: ['createDirectory', 'dontAddToRecent'],
        }),
      )
      if (chosen.canceled || chosen.filePath === '') return null
      const { filePath } = chosen
      const path = extname(filePath) === '' ? `${filePath}.${ENDING}` : filePath
      refuseBesideCases(desk, path)
      makeKeyFile(path)
      log('key-file-made')
      return picked(path)
    },
  }
}

/** Where a key file lies that was chosen: the process that needs it reads it. */
export function keyFileAt(
  { places }: Pick<Desk, 'places'>,
  handle: string | null,
): KeyFileAt | null {
  return handle === null ? null : { keyFileAt: places.pathOf(handle) }
}

/** On the same disk as the case, in its very folder, a key file protects nothing. */
function refuseBesideCases({ dataFolder }: Desk, path: string): void {
  const within = relative(dataFolder, path)
  const inData = !within.startsWith('..') && !isAbsolute(within)
  const inCase = dirname(path)
    .split(/[\\/]/)
    .some((name) => name.endsWith('.xundu'))
  if (inData || inCase) throw new Failure('refused', [{ code: 'keys.key-file-beside-case' }])
}
