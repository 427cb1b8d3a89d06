/** Whether this system lets a window keep itself out of pictures and recordings of the screen. */
export function canHideFromScreen(platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin'
}

/**
 * Whether the window hides itself: always while the person wants it, for every page of a case holds
 * records and the start page a passphrase; but not in the practice case, which is there to be shown.
 */
export function hidesFromScreen(
  wanted: boolean,
  open: { readonly practice: boolean } | null,
): boolean {
  return wanted && open?.practice !== true
}
