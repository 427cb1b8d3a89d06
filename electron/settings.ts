import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

import { z } from 'zod'

import { writeDurably } from '#db/engine/durable-file.ts'

import { BackupSettings, NO_BACKUPS, RestoredCase } from './backup-settings.ts'
import { Locale, LockSettings } from './shell/contract.ts'

const KEPT_CASES = 20

const FIRST_LOCK: LockSettings = { idleMinutes: 5, onMinimise: false, hideFromScreen: true }

const RecentCase = z.strictObject({
  folder: z.string(),
  title: z.string(),
  practice: z.boolean(),
  lastOpenedAt: z.string().nullable(),
})
export type RecentCase = z.infer<typeof RecentCase>

const Settings = z.strictObject({
  format: z.literal(1),
  /** Names this machine in the changes that are made on it. */
  deviceId: z.string().min(1).max(64),
  locale: Locale.nullable(),
  recents: z.array(RecentCase),
  lock: LockSettings.default(FIRST_LOCK),
  backups: BackupSettings.default(NO_BACKUPS),
  restored: z.array(RestoredCase).default([]),
})
type Settings = z.infer<typeof Settings>

export type SettingsFile = {
  read(): Settings
  setLocale(locale: Locale): void
  setLock(lock: LockSettings): void
  setBackups(backups: BackupSettings): void
  /** A case that was made here from a backup: what it writes carries an id of its own. */
  rememberRestored(folder: string): void
  /** What changes carry that are made here in the case of a folder. */
  deviceOf(folder?: string): string
  /** Puts a case at the head of the list of known ones. */
  remember(recent: RecentCase): void
  forget(folder: string): void
}

/**
 * Opens the settings of this machine. A damaged file is set aside beside a new one; it holds no
 * records, so nothing of a case is lost. Nothing of a case is kept here but its folder and title.
 */
export function openSettings(path: string, newId: () => string): SettingsFile {
  let settings = load(path) ?? {
    format: 1,
    deviceId: newId(),
    locale: null,
    recents: [],
    lock: FIRST_LOCK,
    backups: NO_BACKUPS,
    restored: [],
  }

  function change(changed: Partial<Settings>) {
    settings = { ...settings, ...changed }
    save(path, settings)
  }

  function others(folder: string): RecentCase[] {
    return settings.recents.filter((recent) => recent.folder !== folder)
  }

  save(path, settings)
  return {
    read: () => settings,
    setLocale: (locale) => change({ locale }),
    setLock: (lock) => change({ lock }),
    setBackups: (backups) => change({ backups }),
    rememberRestored(folder) {
      const before = settings.restored.filter((each) => each.folder !== folder)
      change({ restored: [...before, { folder, deviceId: newId() }] })
    },
    deviceOf(folder) {
      const restored = settings.restored.find((each) => each.folder === folder)
      return restored?.deviceId ?? settings.deviceId
    },
    remember: (recent) =>
      change({ recents: [recent, ...others(recent.folder)].slice(0, KEPT_CASES) }),
    forget: (folder) => change({ recents: others(folder) }),
  }
}

function load(path: string): Settings | undefined {
  try {
    return Settings.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    setAside(path)
    return undefined
  }
}

function setAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`)
  } catch {
    // There is none yet.
  }
}

function save(path: string, settings: Settings): void {
  mkdirSync(dirname(path), { recursive: true })
  writeDurably(path, `${JSON.stringify(settings, undefined, 2)}\n`)
}
