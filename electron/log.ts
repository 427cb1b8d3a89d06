import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const FILES = 5
const BYTES = 1_000_000
const EVENT = /^[a-z][a-z-]{1,38}$/
const CODE = /^[A-Za-z_][\w.-]{0,39}$/

/** What may stand beside an event: numbers, and the code or class of an error. */
export type LogFacts = { readonly code?: string | undefined; readonly [name: string]: unknown }

export type Log = (event: string, facts?: LogFacts) => void

/**
 * Opens the log of this machine: lines of JSON in five files of one megabyte. It takes event
 * codes, numbers and error codes only; texts, names and paths are dropped, because messages of
 * libraries may hold secrets. Writing never fails the caller.
 */
export function openLog(folder: string, now: () => Date): Log {
  const path = join(folder, 'xundu.log')
  return (event, facts = {}) => {
    if (!EVENT.test(event)) throw new Error('a log event is a code')
    const kept = Object.entries(facts).filter(
      ([name, value]) => typeof value === 'number' || (name === 'code' && isCode(value)),
    )
    const line = JSON.stringify({ at: now().toISOString(), event, ...Object.fromEntries(kept) })
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (sizeOf(path) + line.length >= BYTES) rotate(path)
      appendFileSync(path, `${line}\n`, { mode: 0o600 })
    } catch {
      // A full disk must not stop the work; what fails then is told by the step that fails.
    }
  }
}

/** The code of an error, or its class; never its message. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && isCode(error.code) ? error.code : error.name
}

function isCode(value: unknown): value is string {
  return typeof value === 'string' && CODE.test(value)
}

function rotate(path: string): void {
  rmSync(`${path}.${FILES - 1}`, { force: true })
  for (let number = FILES - 2; number >= 1; number -= 1)
    moveIfThere(`${path}.${number}`, `${path}.${number + 1}`)
  moveIfThere(path, `${path}.1`)
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to)
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
