import { statSync } from 'node:fs'
import { basename, join } from 'node:path'

import { dialog } from 'electron'

import { keptBackups } from '#db/backup/kept.ts'
import { daysWithoutCopy } from '#db/backup/rules.ts'
import { Failure } from '#db/kernel/failure.ts'

import { onSameDisk, recordOf } from '../backup-maker.ts'
import type { Backups } from './backup-contract.ts'
import { backupEntries } from './backup-contract.ts'
import { shown } from './cases.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

type BackupHandlers = Pick<
  ShellHandlers,
  'backups' | 'recoveries' | 'makeBackup' | 'pickBackupPlace' | 'dropBackupPlace'
>

/** What is backed up and where; making a backup; the second place. */
export function backupHandlers(desk: Desk): BackupHandlers {
  const { window, current, dialogs, settings, backups, log } = desk

  function setOther(other: string | null): void {
    settings.setBackups({ ...settings.read().backups, other })
  }

  return {
    backups: () => ({ other: otherPlace(desk), open: ofOpenCase(desk), due: allDue(desk) }),
    async recoveries() {
      const reply = await current.ask({ kind: 'recoveries' })
      if (!reply.ok) throw new Failure(reply.code, reply.reasons)
      return backupEntries.recoveries.output.parse(reply.data)
    },
    makeBackup() {
      const [atWork, named] = [current.atWork(), current.open()]
      if (!atWork || !named) throw new Failure('locked', [{ code: 'case.locked' }])
      return backups.make({ ...named, atWork, ask: (request) => current.ask(request) })
    },
    async pickBackupPlace() {
      const chosen = await dialogs.ask(() =>
        dialog.showOpenDialog(window, {
          properties: ['openDirectory', 'createDirectory', 'promptToCreate', 'dontAddToRecent'],
        }),
      )
      const path = chosen.filePaths[0]
      if (path === undefined) return { chosen: false }
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
        throw new Failure('refused', [{ code: 'backup.no-place' }])
      }
      setOther(path)
      log('backup-place-chosen')
      return { chosen: true }
    },
    dropBackupPlace() {
      setOther(null)
      return {}
    },
  }
}

function otherPlace({ settings, dataFolder }: Desk): Backups['other'] {
  const { other } = settings.read().backups
  if (other === null) return null
  const there = statSync(other, { throwIfNoEntry: false })?.isDirectory() === true
  return { place: shown(other), there, sameDisk: there && onSameDisk(other, dataFolder) }
}

function ofOpenCase({ current, settings, backups, places }: Desk): Backups['open'] {
  const [atWork, named] = [current.atWork(), current.open()]
  if (!atWork || !named) return null
  const { caseId } = atWork
  const { other } = settings.read().backups
  const record = recordOf(settings.read().backups, caseId)
  const inside = (folder: string, isOther: boolean) =>
    keptBackups(folder, caseId).map(({ path, ...kept }) => ({
      ...kept,
      handle: places.handleOf(path),
      other: isOther,
    }))
  return {
    practice: named.practice,
    kept: [...inside(backups.folder, false), ...(other === null ? [] : inside(other, true))],
    lastAt: record?.at ?? null,
    otherAt: record?.otherAt ?? null,
    dueDays: record && !named.practice ? due(record) : null,
    failed: backups.lastFailure().map(({ code, about = [] }) => ({ code, about: [...about] })),
  }
}

function due({ otherAt, since }: { otherAt: string | null; since: string }): number | null {
  return daysWithoutCopy(otherAt ?? since, new Date().toISOString())
}

function allDue({ settings }: Desk): Backups['due'] {
  return settings.read().backups.cases.flatMap((record) => {
    const days = due(record)
    return days === null ? [] : [{ title: record.title, days }]
  })
}

/** The newest backup in the folder of this machine, of one case or of any. */
export function newestOf({ backups, settings }: Desk, caseId: string | undefined): string | null {
  const { cases } = settings.read().backups
  const ids = caseId === undefined ? cases.map((each) => each.caseId) : [caseId]
  const all = ids.flatMap((id) => keptBackups(backups.folder, id))
  const newest = all.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
  return newest ? join(backups.folder, basename(newest.path)) : null
}
