import { writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'

import { app, dialog, type FileFilter } from 'electron'

import { describeDiskError } from '#db/engine/disk-error.ts'
import { Failure } from '#db/kernel/failure.ts'

import { safeFileName } from '../file-name.ts'
import { writeWorkbook } from '../workbook.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

type FileHandlers = Pick<ShellHandlers, 'saveWorkbook' | 'savePicture' | 'savePdf' | 'print'>

const FILTERS: Readonly<Record<string, FileFilter>> = {
  xlsx: { name: 'Excel', extensions: ['xlsx'] },
  png: { name: 'PNG', extensions: ['png'] },
  svg: { name: 'SVG', extensions: ['svg'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
}

/** Saving what a page shows, where the person says. The page learns the file's name, no path. */
export function fileHandlers(desk: Desk): FileHandlers {
  const contents = desk.window.webContents
  return {
    saveWorkbook: (workbook) =>
      save(desk, workbook.suggestedName, 'xlsx', () => writeWorkbook(workbook)),
    savePicture: ({ suggestedName, format, bytes }) =>
      save(desk, suggestedName, format, () => Promise.resolve(bytes)),
    savePdf: ({ suggestedName, landscape }) =>
      save(desk, suggestedName, 'pdf', () =>
        contents.printToPDF({ pageSize: 'A4', landscape, printBackground: true }),
      ),
    print: () =>
      desk.dialogs.ask(
        () =>
          new Promise((resolve, reject) => {
            contents.print({ printBackground: true, pageSize: 'A4' }, (printed, reason) => {
              // Closing the system's print dialog is no failure.
              if (printed || /cancel/i.test(reason)) resolve({})
              else reject(new Failure('refused', [{ code: 'file.not-printed' }]))
            })
          }),
      ),
  }
}

/** Asks where to save a file; the answer is its path, or undefined when the dialog was closed. */
export async function choosePath(
  { window, dialogs }: Desk,
  suggestedName: string,
  ending: string,
): Promise<string | undefined> {
  const filter = FILTERS[ending]
  const chosen = await dialogs.ask(() =>
    dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('documents'), safeFileName(suggestedName, ending)),
      filters: filter ? [filter] : [],
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    }),
  )
  if (chosen.canceled || chosen.filePath === '') return undefined
  return extname(chosen.filePath) === '' ? `${chosen.filePath}.${ending}` : chosen.filePath
}

async function save(
  desk: Desk,
  suggestedName: string,
  ending: string,
  make: () => Promise<Uint8Array>,
): Promise<{ fileName: string | null }> {
  const path = await choosePath(desk, suggestedName, ending)
  if (path === undefined) return { fileName: null }
  const bytes = await make()
  try {
    await writeFile(path, bytes)
  } catch (error) {
    throw describeDiskError(error, 'file.not-written')
  }
  return { fileName: basename(path) }
}
