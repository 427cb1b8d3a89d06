import type { BrowserWindow } from 'electron'

import type { LockSettings } from './shell/contract.ts'

type Open = { readonly practice: boolean } | null

/** Whether this system lets a window keep itself out of pictures and recordings of the screen. */
export function canHideFromScreen(platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin'
}

/**
 * Whether the window hides itself: always while the person wants it, for every page of a case holds
 * records and the start page a passphrase; but not in the practice case, which is there to be shown.
 */
export function hidesFromScreen(lock: LockSettings, open: Open): boolean {
  return lock.hideFromScreen && open?.practice !== true
}

/** Hides the window or shows it, where the system can; to be called when either may have changed. */
export function hideFromScreen(
  window: Pick<BrowserWindow, 'isDestroyed' | 'setContentProtection'>,
  lock: LockSettings,
  open: Open,
  platform: NodeJS.Platform = process.platform,
): void {
  if (!canHideFromScreen(platform) || window.isDestroyed()) return
  window.setContentProtection(hidesFromScreen(lock, open))
}
