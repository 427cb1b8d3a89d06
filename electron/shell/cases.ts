import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

import { dialog } from 'electron'

import { inspectCase } from '#db/engine/inspect-case.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { RecentCase } from '../settings.ts'
import type { KnownCase } from './contract.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

type CaseHandlers = Pick<ShellHandlers, 'pickParent' | 'createCase' | 'pickCase' | 'forgetCase'>

/** Making, choosing, opening and forgetting cases. */
export function caseHandlers(desk: Desk): CaseHandlers {
  const { window, current, dialogs, settings, places } = desk
  return {
    async pickParent() {
      const chosen = await dialogs.ask(() =>
        dialog.showOpenDialog(window, {
          properties: ['openDirectory', 'createDirectory', 'promptToCreate', 'dontAddToRecent'],
        }),
      )
      const path = chosen.filePaths[0]
      return path === undefined ? null : { handle: places.handleOf(path), place: shown(path) }
    },
    async createCase({ parent, memberName, memberRole, title, ...given }) {
      const place = parent === null ? ownCases(desk) : places.pathOf(parent)
      const folder = await current.create({
        ...given,
        title,
        practice: false,
        parent: place,
        member: { name: memberName, role: memberRole },
      })
      rememberOpened(desk, { folder, title, practice: false })
      return { title }
    },
    async pickCase() {
      const chosen = await dialogs.ask(() =>
        dialog.showOpenDialog(window, {
          // A case is a folder; on Windows and Linux one dialog cannot offer both.
          properties: ['openDirectory', 'dontAddToRecent'],
          defaultPath: ownCases(desk),
        }),
      )
      const path = chosen.filePaths[0]
      if (path === undefined) return null
      const { folder, title, practice } = inspectCase(path)
      const recent = settings.read().recents.find((known) => known.folder === folder)
      return knownCase(desk, {
        folder,
        title,
        practice,
        lastOpenedAt: recent?.lastOpenedAt ?? null,
      })
    },
    forgetCase({ handle }) {
      settings.forget(places.pathOf(handle))
      return {}
    },
  }
}

/** What the start page shows of a case before it is opened; `missing` where it cannot be read. */
export function knownCase({ places, rebuilds }: Desk, recent: RecentCase): KnownCase {
  const { folder, lastOpenedAt } = recent
  const always = {
    handle: places.handleOf(folder),
    place: shown(dirname(folder)),
    lastOpenedAt,
    rebuild: rebuilds.isAsked(folder),
  }
  try {
    const { title, practice, members, sheet, split } = inspectCase(folder)
    return { ...always, title, practice, missing: false, members: [...members], sheet, split }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { title, practice } = recent
    return { ...always, title, practice, missing: true, members: [], sheet: false, split: false }
  }
}

/** Puts the case that was opened at the head of the known ones. */
export function rememberOpened({ settings }: Desk, opened: Omit<RecentCase, 'lastOpenedAt'>): void {
  settings.remember({ ...opened, lastOpenedAt: new Date().toISOString() })
}

/** The folder for cases whose maker chose none. */
export function ownCases({ dataFolder }: Desk): string {
  const folder = join(dataFolder, 'cases')
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** A path as people read it. */
export function shown(path: string): string {
  const home = homedir()
  return path === home || path.startsWith(join(home, '/')) ? `~${path.slice(home.length)}` : path
}
