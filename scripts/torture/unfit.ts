import { createHash } from 'node:crypto'
import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import Database from 'better-sqlite3-multiple-ciphers'

export const DATABASE = 'case-1.db'
export const PHRASE = '山路 灯火 竹篮 井水 草鞋 炊烟'
const KEYS = ['keys.json', 'keys.bak.json']
const SEGMENT = 'ops/device-1.log'

/** A case with something unfit in it, and what must come of opening it. */
export type Unfit = {
  readonly name: string
  /** Spoils the folder of a case; `other` is a case of its own under other keys. */
  readonly spoil: (folder: string, other: string) => void | Promise<void>
  /** A code: refused with it, nothing written. `told`: opened, nothing missing, and told. */
  readonly expected: string
  readonly member?: string
  readonly passphrase?: string
}

const nothing = () => undefined
const noise = (length: number) => Buffer.alloc(length, 'noise, no file of a case. ')

type Spoil = (folder: string, other: string) => void

function file(name: string, spoil: (bytes: Buffer) => Buffer): Spoil {
  return (folder) => {
    const path = join(folder, name)
    writeFileSync(path, spoil(readFileSync(path)))
  }
}

function keys(spoil: (text: string) => string): Spoil {
  return (folder) => {
    for (const name of KEYS) file(name, (bytes) => Buffer.from(spoil(bytes.toString())))(folder, '')
  }
}

function taken(...names: readonly string[]): Spoil {
  return (folder, other) => {
    for (const name of names) cpSync(join(other, name), join(folder, name), { recursive: true })
  }
}

function gone(name: string): Spoil {
  return (folder) => rmSync(join(folder, name), { recursive: true })
}

function emptied(folder: string): void {
  for (const name of [...KEYS, DATABASE, 'ops']) gone(name)(folder, '')
}

function halved(folder: string): void {
  const path = join(folder, DATABASE)
  truncateSync(path, Math.floor(readFileSync(path).length / 8192) * 4096)
}

/** A keys file as a later version writes it: another format, and the sum that every one keeps. */
function newerKeys(): string {
  const rest = { fmt: 'xundu-keys/3' }
  const sum = createHash('sha256').update(JSON.stringify(rest)).digest('hex')
  return JSON.stringify({ ...rest, sum })
}

function plainDatabase(folder: string): void {
  gone(DATABASE)(folder, '')
  const handle = new Database(join(folder, DATABASE))
  handle.exec('create table note(text)')
  handle.close()
}

/** A later format number, and frames that this version cannot read. */
function newerLog(bytes: Buffer): Buffer {
  const newer = Buffer.from(bytes).fill(0x55, 16)
  newer.writeUInt8(2, 5)
  return newer
}

const cut = (length: number) => (bytes: Buffer) => bytes.subarray(0, length)

export const UNFIT: readonly Unfit[] = [
  { name: 'no folder', spoil: gone('.'), expected: 'case.gone' },
  { name: 'empty folder', spoil: emptied, expected: 'case.not-a-case' },
  {
    name: 'another passphrase',
    spoil: nothing,
    passphrase: '草鞋 炊烟',
    expected: 'case.wrong-passphrase',
  },
  { name: 'no passphrase', spoil: nothing, passphrase: '', expected: 'case.wrong-passphrase' },
  { name: 'unknown member', spoil: nothing, member: 'x', expected: 'case.unknown-member' },
  { name: 'keys: empty', spoil: keys(() => ''), expected: 'case.keys-damaged' },
  { name: 'keys: short', spoil: keys((text) => text.slice(0, 300)), expected: 'case.keys-damaged' },
  { name: 'keys: foreign', spoil: keys(() => '{"fmt":"other"}'), expected: 'case.keys-damaged' },
  { name: 'keys: of another case', spoil: taken(...KEYS), expected: 'case.damaged' },
  { name: 'keys: newer', spoil: keys(newerKeys), expected: 'case.newer-format' },
  { name: 'database: none', spoil: gone(DATABASE), expected: 'case.database-missing' },
  { name: 'database: empty', spoil: file(DATABASE, cut(0)), expected: 'case.truncated' },
  { name: 'database: short', spoil: file(DATABASE, cut(1000)), expected: 'case.truncated' },
  { name: 'database: half', spoil: halved, expected: 'case.damaged' },
  {
    name: 'database: foreign',
    spoil: file(DATABASE, () => noise(20_480)),
    expected: 'case.damaged',
  },
  { name: 'database: of another case', spoil: taken(DATABASE), expected: 'case.damaged' },
  { name: 'database: plain SQLite', spoil: plainDatabase, expected: 'case.not-encrypted' },
  { name: 'log: newer', spoil: file(SEGMENT, newerLog), expected: 'case.newer-format' },
  { name: 'log: empty', spoil: file(SEGMENT, cut(0)), expected: 'told' },
  { name: 'log: short', spoil: file(SEGMENT, cut(100)), expected: 'told' },
  { name: 'log: foreign', spoil: file(SEGMENT, () => noise(5000)), expected: 'told' },
  { name: 'log: of another case', spoil: taken(SEGMENT), expected: 'told' },
  { name: 'log: none', spoil: gone('ops'), expected: 'told' },
]
