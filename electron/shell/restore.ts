import { basename, join } from 'node:path'

import { dialog } from 'electron'

import { inspectCase } from '#db/engine/inspect-case.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { BackupSecrets, LookedAt } from '../backup-messages.ts'
import { seal } from '../seal.ts'
import { newestOf } from './backup.ts'
import type { ChosenBackup } from './backup-contract.ts'
import type { Sealed } from './common-contract.ts'
import { ownCases } from './cases.ts'
import { countingTries } from './counting-tries.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'
import { keyFileAt } from './key-file.ts'
import { PRACTICE_PASSPHRASE } from './practice-passphrase.ts'

type RestoreHandlers = Pick<
  ShellHandlers,
  'pickBackup' | 'newestBackup' | 'restoreBackup' | 'drillBackup' | 'stopBackupWork'
>

/** Backups that were looked at, by their paths. */
type Looked = Map<string, LookedAt>

/** Choosing a backup, making a case from it, and trying whether it could be. */
export function restoreHandlers(desk: Desk): RestoreHandlers {
  const { current, places, reader, settings, log } = desk
  const looked: Looked = new Map()

  return {
    async pickBackup() {
      const path = await pickFile(desk)
      return path === undefined ? null : look(desk, looked, path)
    },
    async newestBackup() {
      const path = newestOf(desk, current.atWork()?.caseId)
      return path === null ? null : look(desk, looked, path)
    },
    restoreBackup: (given) =>
      opening(desk, looked, given, async ({ path, found, secrets }) => {
        const { title, practice, caseId } = found.manifest
        if (!given.beside && isKnown(desk, caseId)) {
          throw new Failure('refused', [{ code: 'backup.already-here' }])
        }
        const parent = given.parent === null ? ownCases(desk) : places.pathOf(given.parent)
        const { memberId } = given
        const folder = await reader.restore({ path, parent, memberId, ...secrets })
        settings.rememberRestored(folder)
        settings.remember({ folder, title, practice, lastOpenedAt: null })
        log('backup-restored')
        return { handle: places.handleOf(folder), title }
      }),
    drillBackup: (given) =>
      opening(desk, looked, given, async ({ path, found, secrets }) => {
        const { memberId } = given
        const { title } = found.manifest
        const folder = join(desk.dataFolder, 'drill')
        const at = new Date().toISOString()
        const report = await reader.drill({ path, memberId, folder, title, at, ...secrets })
        log('backup-tried', { findings: report.count })
        return report
      }),
    async stopBackupWork() {
      await reader.stop()
      return {}
    },
  }
}

async function pickFile({ window, dialogs }: Desk): Promise<string | undefined> {
  const chosen = await dialogs.ask(() =>
    dialog.showOpenDialog(window, {
      filters: [
        { name: '备份 Backup', extensions: ['xdbak'] },
        { name: '*', extensions: ['*'] },
      ],
      properties: ['openFile', 'dontAddToRecent'],
    }),
  )
  return chosen.filePaths[0]
}

/** Reads a backup in its process; what it says is shown before anything is typed. */
async function look(desk: Desk, looked: Looked, path: string): Promise<ChosenBackup> {
  const found = await desk.reader.look({ path })
  looked.set(path, found)
  const { manifest, members, ...facts } = found
  const { title, practice, at, head, app, caseId } = manifest
  return {
    ...facts,
    title,
    practice,
    app,
    handle: desk.places.handleOf(path),
    fileName: basename(path),
    madeAt: at,
    changesets: head.seq,
    members: [...members],
    already: isKnown(desk, caseId),
  }
}

type Opening = {
  readonly handle: string
  readonly memberId: string
  readonly passphrase: Sealed | null
  readonly keyFile: string | null
  readonly sheet: Sealed | null
  readonly secondSheet: Sealed | null
}

type Opened = {
  readonly path: string
  readonly found: LookedAt
  readonly secrets: BackupSecrets
}

/** Does work with a backup that was looked at; wrong passphrases count as those of the case. */
async function opening<T>(
  desk: Desk,
  looked: Looked,
  given: Opening,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const path = desk.places.pathOf(given.handle)
  const found = looked.get(path)
  if (!found) throw new Failure('not-found', [{ code: 'place.unknown' }])
  const { sheet, secondSheet, memberId } = given
  const { caseId, practice } = found.manifest
  const passphrase =
    practice && given.passphrase
      ? await seal(PRACTICE_PASSPHRASE, given.passphrase.to)
      : given.passphrase
  const keyFile = keyFileAt(desk, given.keyFile)
  const secrets = { passphrase, keyFile, sheet, secondSheet }
  const run = () => work({ path, found, secrets })
  return sheet ? run() : countingTries(desk, { caseId, memberId }, run)
}

/** Whether a case of this id is among those that this machine knows. */
function isKnown({ settings }: Desk, caseId: string): boolean {
  return settings.read().recents.some(({ folder }) => {
    try {
      return inspectCase(folder).caseId === caseId
    } catch {
      return false
    }
  })
}
