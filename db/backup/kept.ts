import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { backupsToKeep, stampOf } from './rules.ts'

/** A backup in a folder, as its name tells of it. */
export type KeptBackup = {
  readonly path: string
  readonly fileName: string
  /** When it was made, UTC. */
  readonly at: string
  readonly bytes: number
}

/** The backups of a case in a folder, newest first; none where the folder cannot be read. */
export function keptBackups(folder: string, caseId: string): readonly KeptBackup[] {
  return namesIn(folder)
    .flatMap((fileName): KeptBackup[] => {
      const at = stampOf(fileName, caseId)
      const path = join(folder, fileName)
      const found = at === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
      return at !== undefined && found?.isFile() === true
        ? [{ path, fileName, at, bytes: found.size }]
        : []
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
}

/** Takes away the backups of a case that are no longer kept. What cannot be removed stays. */
export function thinOut(folder: string, caseId: string): void {
  const kept = keptBackups(folder, caseId)
  const staying = backupsToKeep(kept.map(({ at }) => at))
  for (const { at, path } of kept) {
    if (staying.has(at)) continue
    try {
      rmSync(path)
    } catch {
      // A medium that takes nothing any more, or a file that something else holds.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
