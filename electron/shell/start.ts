import { hostname } from 'node:os'

import { app } from 'electron'

import { knownCase } from './cases.ts'
import { Locale } from './contract.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

/** What the first page needs, and the language that the machine remembers. */
export function startHandlers(desk: Desk): Pick<ShellHandlers, 'start' | 'setLocale'> {
  return {
    start: () => ({
      version: app.getVersion(),
      deviceId: desk.settings.deviceOf(desk.current.atWork()?.folder),
      deviceName: hostname(),
      locale: currentLocale(desk.settings.read().locale),
      display: hasDisplay() ? 'window' : 'none',
      cases: desk.settings.read().recents.map((recent) => knownCase(desk, recent)),
      open: desk.current.open(),
    }),
    setLocale({ locale }) {
      desk.settings.setLocale(locale)
      desk.showMenu()
      return {}
    },
  }
}

/** The language of the window: the one chosen, else the one that was asked for, else Chinese. */
export function currentLocale(chosen: Locale | null): Locale {
  const asked = Locale.safeParse(process.env['XUNDU_LOCALE'])
  return chosen ?? asked.data ?? 'zh-CN'
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY)
}
