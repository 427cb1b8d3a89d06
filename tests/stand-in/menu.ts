import type {
  Menu as ElectronMenu,
  MenuItem as ElectronMenuItem,
  MenuItemConstructorOptions,
} from 'electron'

import { BrowserWindow } from './browser-window.ts'
import { strict } from './strict.ts'

type ItemFace = Pick<
  ElectronMenuItem,
  'click' | 'enabled' | 'id' | 'label' | 'registerAccelerator' | 'type' | 'visible'
>

type MenuFace = { [K in keyof Pick<ElectronMenu, 'getMenuItemById' | 'items'>]: unknown }

class MenuItem implements ItemFace {
  readonly id: string
  readonly label: string
  readonly type: NonNullable<MenuItemConstructorOptions['type']>
  readonly role: MenuItemConstructorOptions['role']
  readonly accelerator: string | undefined
  readonly registerAccelerator: boolean
  readonly submenu: Menu | undefined
  readonly enabled: boolean
  readonly visible: boolean
  readonly #take: MenuItemConstructorOptions['click']

  constructor(options: MenuItemConstructorOptions) {
    const { submenu, accelerator } = options
    this.id = options.id ?? ''
    this.label = options.label ?? ''
    this.role = options.role
    this.type = options.type ?? (Array.isArray(submenu) ? 'submenu' : 'normal')
    this.accelerator = accelerator ?? undefined
    this.registerAccelerator = options.registerAccelerator ?? true
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.#take = options.click
  }

  click(): void {
    if (this.#take)
      Reflect.apply(this.#take, undefined, [this, BrowserWindow.getFocusedWindow(), {}])
  }
}

/** The menu is not drawn and hears no keys; tests read it and click its items. */
export class Menu implements MenuFace {
  readonly items: MenuItem[] = []

  static #shown: Menu | null = null

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    const menu = new Menu()
    menu.items.push(...template.map((options) => new MenuItem(options)))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#shown = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#shown
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

strict('menuItem', MenuItem.prototype)
strict('menu', Menu.prototype)
