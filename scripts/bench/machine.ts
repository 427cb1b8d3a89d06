import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

import Database from 'better-sqlite3-multiple-ciphers'

const ROOT = join(import.meta.dirname, '../..')

/** What the figures were taken with. */
export function describeVersions(bareBy: string): Readonly<Record<string, string>> {
  const memory = new Database(':memory:')
  const sqlite = memory.prepare<[], string>('select sqlite_version()').pluck().get() ?? ''
  memory.close()
  const lock: unknown = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  return {
    node: process.version,
    sqlite,
    'better-sqlite3-multiple-ciphers': versionIn(lock, 'better-sqlite3-multiple-ciphers'),
    kysely: versionIn(lock, 'kysely'),
    bare: bareBy,
  }
}

/** What the figures were taken on. */
export function describeMachine(): Readonly<Record<string, string | number>> {
  const processors = cpus()
  return {
    platform: `${process.platform} ${process.arch}`,
    processor: processors[0]?.model ?? '',
    processors: processors.length,
    memoryInMegabytes: Math.round(totalmem() / (1024 * 1024)),
  }
}

function versionIn(lock: unknown, name: string): string {
  const packages = pick(lock, 'packages')
  return String(pick(pick(packages, `node_modules/${name}`), 'version'))
}

function pick(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
