import { app, type BrowserWindow, dialog, Menu } from 'electron'

import { menuItems, type PageStep } from './menu-items.ts'
import type { Locale } from './shell/contract.ts'

/** Gives the window its menu in one language; `take` hears every step but what is shown here. */
export function showMenu(
  window: BrowserWindow,
  locale: Locale,
  take: (step: PageStep) => void,
): void {
  const items = menuItems(locale, (step) => {
    if (step === 'about') void showAbout(window, locale)
    else take(step)
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(items))
}

async function showAbout(window: BrowserWindow, locale: Locale): Promise<void> {
  const english = locale === 'en'
  await dialog.showMessageBox(window, {
    type: 'info',
    title: english ? 'About Xundu' : '关于巡督',
    message: `${english ? 'Xundu' : '巡督'} ${app.getVersion()}`,
    detail: english
      ? 'The working case file of a supervision group. This app has no network.'
      : '巡回督导组的工作案卷。本程序不联网。',
    buttons: [english ? 'Close' : '关闭'],
  })
}
