import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { isAlive } from './chromium.ts'

/** What a later instance tells the first. */
type Start = { readonly argv: readonly string[]; readonly folder: string }

/** The one running instance over one data folder: a file with its process id. */
export class InstanceLock {
  readonly #path: string
  readonly #watcher: FSWatcher

  private constructor(path: string, watcher: FSWatcher) {
    this.#path = path
    this.#watcher = watcher
  }

  /**
   * Takes the lock and hears of later instances; undefined where another instance has it, which is
   * then told. A lock whose process was killed is taken over.
   */
  static take(folder: string, onSecond: (start: Start) => void): InstanceLock | undefined {
    mkdirSync(folder, { recursive: true })
    const path = join(folder, 'lock')
    // Watched before the lock can be seen, so that no later instance goes unheard.
    const watcher = watch(folder, () => {
      for (const start of takeStarts(folder)) onSecond(start)
    })
    watcher.unref()
    if (writeLock(path) || (removeStale(path) && writeLock(path))) {
      return new InstanceLock(path, watcher)
    }
    watcher.close()
    tellFirst(folder)
    return undefined
  }

  release(): void {
    this.#watcher.close()
    rmSync(this.#path, { force: true })
  }
}

function writeLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

function removeStale(path: string): boolean {
  const pid = Number(readFileSync(path, 'utf8'))
  if (pid > 0 && isAlive(pid)) return false
  rmSync(path, { force: true })
  return true
}

/** The message appears whole, since it is written under another name. */
function tellFirst(folder: string): void {
  const start: Start = { argv: process.argv, folder: process.cwd() }
  const path = join(folder, `${process.pid}.writing`)
  writeFileSync(path, JSON.stringify(start))
  renameSync(path, join(folder, `${process.pid}.start`))
}

function takeStarts(folder: string): Start[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.start'))
  return names.map((name) => {
    const start: Start = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    rmSync(join(folder, name))
    return start
  })
}
