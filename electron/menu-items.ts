import type { MenuItemConstructorOptions } from 'electron'

import type { Locale } from './shell/contract.ts'

/** Steps that the page takes; it hears them as `{ event: 'menu', item }`. Main itself locks. */
export type PageStep =
  | 'new'
  | 'open'
  | 'practice'
  | 'restore'
  | 'drill'
  | 'lock'
  | 'language'
  | 'keys'

type Role = NonNullable<MenuItemConstructorOptions['role']>
type Words = { readonly [L in Locale]: string }
type Item =
  | 'line'
  | { readonly step: PageStep | 'about'; readonly words: Words; readonly keys?: string }
  | { readonly role: Role; readonly words: Words }
type Menu = { readonly words: Words; readonly items: readonly Item[] }

function words(chinese: string, english: string): Words {
  return { 'zh-CN': chinese, en: english }
}

const MENUS: readonly Menu[] = [
  {
    words: words('案卷', 'Case'),
    items: [
      { step: 'new', words: words('新建案卷…', 'New case…'), keys: 'CmdOrCtrl+N' },
      { step: 'open', words: words('打开案卷…', 'Open case…'), keys: 'CmdOrCtrl+O' },
      { step: 'practice', words: words('演练案卷', 'Practice case') },
      'line',
      { step: 'restore', words: words('从备份恢复…', 'Restore from a backup…') },
      { step: 'drill', words: words('恢复演练…', 'Restore drill…') },
      'line',
      { step: 'lock', words: words('锁定', 'Lock'), keys: 'CmdOrCtrl+L' },
      { role: 'quit', words: words('退出', 'Quit') },
    ],
  },
  {
    words: words('编辑', 'Edit'),
    items: [
      { role: 'undo', words: words('撤销', 'Undo') },
      { role: 'redo', words: words('重做', 'Redo') },
      'line',
      { role: 'cut', words: words('剪切', 'Cut') },
      { role: 'copy', words: words('复制', 'Copy') },
      { role: 'paste', words: words('粘贴', 'Paste') },
      { role: 'selectAll', words: words('全选', 'Select all') },
    ],
  },
  {
    words: words('查看', 'View'),
    items: [
      { role: 'zoomIn', words: words('放大', 'Zoom in') },
      { role: 'zoomOut', words: words('缩小', 'Zoom out') },
      { role: 'resetZoom', words: words('实际大小', 'Actual size') },
      { role: 'togglefullscreen', words: words('全屏', 'Full screen') },
      'line',
      { step: 'language', words: words('English', '中文') },
    ],
  },
  {
    words: words('帮助', 'Help'),
    items: [
      { step: 'keys', words: words('键盘快捷键', 'Keyboard shortcuts'), keys: 'CmdOrCtrl+/' },
      { step: 'about', words: words('关于巡督', 'About Xundu') },
    ],
  },
]

/** The menu of the window in one language. Steps go to `take`; roles are Electron's own. */
export function menuItems(
  locale: Locale,
  take: (step: PageStep | 'about') => void,
): MenuItemConstructorOptions[] {
  return MENUS.map((menu) => ({
    label: menu.words[locale],
    submenu: menu.items.map((item): MenuItemConstructorOptions => {
      if (item === 'line') return { type: 'separator' }
      if ('role' in item) return { role: item.role, label: item.words[locale] }
      const { step, keys } = item
      const shown = { id: step, label: item.words[locale], click: () => take(step) }
      // The page hears its own keys, also while an input method is at work; the menu shows them.
      return keys === undefined
        ? shown
        : { ...shown, accelerator: keys, registerAccelerator: step === 'new' || step === 'open' }
    }),
  }))
}
