import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const SOURCE = resolve(import.meta.dirname, 'recorder.c')
const COMPILERS = ['cc', 'gcc', 'clang']
const HEAD_BYTES = 21

/** The built recorder, or why there is none on this machine. */
export type Recorder = { readonly library: string } | { readonly skipped: string }

/** Builds the recorder with the system's C compiler. It works on Linux alone. */
export function buildRecorder(folder: string): Recorder {
  if (process.platform !== 'linux') return { skipped: 'the recorder works on Linux only' }
  const library = join(folder, 'recorder.so')
  for (const compiler of COMPILERS) {
    const options = ['-O2', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl', '-lpthread']
    const { status } = spawnSync(compiler, options, { stdio: 'ignore' })
    if (status === 0) return { library }
  }
  return { skipped: 'no C compiler that builds scripts/torture/recorder.c' }
}

/** What a process asked of the disk, in order. */
export type DiskCall =
  | { readonly kind: 'write'; readonly name: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly name: string; readonly length: number }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  | { readonly kind: 'create' | 'folder' | 'flush' | 'unlink'; readonly name: string }
  | { readonly kind: 'acknowledged'; readonly commit: number }

/** Runs a script under the recorder; answers what it asked of the disk below the folder. */
export function recorded(
  library: string,
  folder: string,
  script: string,
  given: readonly string[],
): readonly DiskCall[] {
  const record = `${folder}.record`
  rmSync(record, { force: true })
  const { status, stderr } = spawnSync(process.execPath, [script, ...given], {
    encoding: 'utf8',
    env: { ...process.env, LD_PRELOAD: library, XUNDU_BELOW: folder, XUNDU_RECORD: record },
  })
  if (status !== 0) throw new Error(`the recorded process failed: ${stderr}`)
  const calls = [...callsIn(readFileSync(record))]
  rmSync(record)
  return calls
}

function* callsIn(record: Buffer): Generator<DiskCall> {
  let at = 0
  while (at < record.length) {
    const operation = record.toString('latin1', at, at + 1)
    const nameEnd = at + HEAD_BYTES + record.readUInt32LE(at + 1)
    const place = Number(record.readBigUInt64LE(at + 5))
    const end = nameEnd + Number(record.readBigUInt64LE(at + 13))
    const name = record.toString('utf8', at + HEAD_BYTES, nameEnd)
    yield callOf(operation, name, place, record.subarray(nameEnd, end))
    at = end
  }
}

function callOf(operation: string, name: string, place: number, bytes: Buffer): DiskCall {
  switch (operation) {
    case 'W':
      return { kind: 'write', name, at: place, bytes }
    case 'T':
      return { kind: 'cut', name, length: place }
    case 'R':
      return { kind: 'rename', name, to: bytes.toString('utf8') }
    case 'C':
      return { kind: 'create', name }
    case 'M':
      return { kind: 'folder', name }
    case 'S':
      return { kind: 'flush', name }
    case 'U':
      return { kind: 'unlink', name }
    case 'A':
      return { kind: 'acknowledged', commit: Number(bytes.toString('utf8')) }
    default:
      throw new Error(`the record holds an unknown operation: ${operation}`)
  }
}
