/** The app that the stand-in runs. Set once by `boot.ts`, before the app's own code. */
export const program = {
  name: 'Electron',
  version: '0.0.0',
  folder: process.cwd(),
  executable: '',
  packaged: false,
}

/** Chromium's switches: from the command line, then from `app.commandLine`. */
export const switches = new Map<string, string>()

/** Whether windows are shown, or only drawn. */
export function isHeaded(): boolean {
  const { STANDIN_HEADED, DISPLAY, WAYLAND_DISPLAY } = process.env
  if (STANDIN_HEADED !== undefined) return STANDIN_HEADED === '1'
  return Boolean(DISPLAY || WAYLAND_DISPLAY)
}

/** Tells what went unanswered, where STANDIN_DEBUG asks for it. */
export function debug(...told: readonly unknown[]): void {
  if (process.env['STANDIN_DEBUG']) console.error('[stand-in]', ...told)
}
