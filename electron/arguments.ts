/** Switches that only change how the window is drawn. Every other switch is refused. */
const HARMLESS = new Set([
  '--disable-gpu',
  '--enable-wayland-ime',
  '--force-device-scale-factor',
  '--high-dpi-support',
  '--lang',
  '--ozone-platform',
  '--ozone-platform-hint',
  '--wayland-text-input-version',
])

/** What the process ends with when it was started with a switch that it refuses (EX_CONFIG). */
export const REFUSED_START = 78

/**
 * The arguments with which an installed app does not start: debugging, extensions, proxies, a
 * weaker sandbox. They are known by what is allowed, since Chromium has some two thousand switches
 * (ASVS 5 14.2; security checklist item 20).
 */
export function refusedArguments(given: readonly string[]): readonly string[] {
  return given.filter((argument) => {
    if (!argument.startsWith('-')) return false
    const [name = ''] = argument.split('=', 1)
    return !HARMLESS.has(name)
  })
}
