import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'

import type { Reply } from '#db/kernel/failure.ts'

import { CHANNELS } from '../channels.ts'
import { codeOf } from '../log.ts'
import { isOwn } from '../session.ts'
import { attachmentHandlers } from './attachments.ts'
import { backupHandlers } from './backup.ts'
import { caseHandlers } from './cases.ts'
import { clipboardHandlers } from './clipboard.ts'
import type { Desk } from './desk.ts'
import { openShellDoor } from './door.ts'
import { fileHandlers } from './files.ts'
import { keyFileHandlers } from './key-file.ts'
import { keysHandlers } from './keys.ts'
import { ledgerHandlers } from './ledger.ts'
import { lockHandlers } from './lock.ts'
import { practiceHandlers } from './practice.ts'
import { restoreHandlers } from './restore.ts'
import { sealingHandlers } from './sealing.ts'
import { startHandlers } from './start.ts'
import { unlockHandlers } from './unlock.ts'
import { verifyHandlers } from './verify.ts'

const LONGEST_NAME = 100

/**
 * Opens both doors to the window: the machine's, and the open case's, which main relays unread.
 * Only the main frame of the app's own page is answered.
 */
export function serveWindow(desk: Desk, devUrl: string | undefined): void {
  const { window, current, log } = desk
  const shell = openShellDoor(
    {
      ...startHandlers(desk),
      ...caseHandlers(desk),
      ...lockHandlers(desk),
      ...unlockHandlers(desk),
      ...sealingHandlers(desk),
      ...keysHandlers(desk),
      ...keyFileHandlers(desk),
      ...verifyHandlers(desk),
      ...backupHandlers(desk),
      ...restoreHandlers(desk),
      ...practiceHandlers(desk),
      ...ledgerHandlers(desk),
      ...fileHandlers(desk),
      ...attachmentHandlers(desk),
      ...clipboardHandlers(desk),
    },
    (error) => log('shell-fault', { code: codeOf(error) }),
  )
  ipcMain.handle(CHANNELS.shell, (event, name: unknown, input: unknown) =>
    isOwnPage(event, window, devUrl) ? shell(name, input) : DENIED,
  )
  ipcMain.handle(CHANNELS.call, (event, name: unknown, input: unknown) => {
    if (!isOwnPage(event, window, devUrl)) return DENIED
    if (typeof name !== 'string' || name.length > LONGEST_NAME) return UNKNOWN
    return current.ask({ kind: 'call', name, input })
  })
}

const DENIED: Reply = { ok: false, code: 'refused', reasons: [{ code: 'call.denied' }] }
const UNKNOWN: Reply = { ok: false, code: 'invalid', reasons: [{ code: 'call.unknown' }] }

function isOwnPage(
  event: IpcMainInvokeEvent,
  window: BrowserWindow,
  devUrl: string | undefined,
): boolean {
  const frame = event.senderFrame
  if (window.isDestroyed() || !frame || frame !== window.webContents.mainFrame) return false
  return isOwn(frame.url, devUrl) && !/^(data|blob):/.test(frame.url)
}
