import type { Dialog } from 'electron'

import { strict } from './strict.ts'

type Face = Pick<Dialog, 'showErrorBox' | 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'>

/**
 * Nobody is asked here: every dialog is answered as if it had been closed. Tests put their own
 * functions in the place of these, as they do with Electron.
 */
export const dialog: Face = strict('dialog', {
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showMessageBox: () => Promise.resolve({ response: 0, checkboxChecked: false }),
  // As Electron does on Linux before it is ready.
  showErrorBox: (title, content) => console.error(`${title}\n${content}`),
})
