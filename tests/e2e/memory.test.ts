import { randomInt } from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'

import type { ElectronApplication } from 'playwright-core'
import { describe, expect } from 'vitest'

import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { readKeys } from '#db/engine/keys/keys-file.ts'

import { runtime, test } from './fixture.ts'
import { lockCase, makeCase, tryPassphrase } from './vault-steps.ts'

const PIECE = 1 << 22

/** The memory of a process that it may read itself, piece by piece; each overlaps the last. */
function* memoryOf(pid: number, overlap: number): Generator<Buffer> {
  const areas = readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(
    /^([\da-f]+)-([\da-f]+) r\S* \S+ \S+ \d+ *(.*)$/gm,
  )
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const buffer = Buffer.alloc(PIECE + overlap)
  try {
    for (const [, from = '', to = '', name = ''] of areas) {
      if (/^\[v(var|dso|syscall)/.test(name)) continue
      const end = Number.parseInt(to, 16)
      for (let at = Number.parseInt(from, 16); at < end; at += PIECE) {
        const length = readFrom(memory, buffer, at, Math.min(buffer.length, end - at))
        if (length === 0) break
        yield buffer.subarray(0, length)
      }
    }
  } finally {
    closeSync(memory)
  }
}

/** Reads what can be read: much of what is mapped is not there. */
function readFrom(file: number, buffer: Buffer, at: number, length: number): number {
  try {
    return readSync(file, buffer, 0, length, at)
  } catch {
    return 0
  }
}

/** How often each of these is in the memory of a process. */
function count(pid: number, wanted: Readonly<Record<string, Buffer>>): Record<string, number> {
  const found = Object.fromEntries(Object.keys(wanted).map((name) => [name, 0]))
  const longest = Math.max(...Object.values(wanted).map(({ length }) => length))
  for (const piece of memoryOf(pid, longest)) {
    for (const [name, form] of Object.entries(wanted)) {
      for (let at = piece.indexOf(form); at >= 0; at = piece.indexOf(form, at + form.length)) {
        found[name] = (found[name] ?? 0) + 1
      }
    }
  }
  return found
}

/** How often each is in the memory of all these together. */
function totalOf(pids: readonly number[], wanted: Readonly<Record<string, Buffer>>) {
  const total: Record<string, number> = {}
  for (const pid of pids) {
    for (const [name, times] of Object.entries(count(pid, wanted))) {
      total[name] = (total[name] ?? 0) + times
    }
  }
  return total
}

type Processes = { readonly case: readonly number[]; readonly renderer: readonly number[] }

/** The processes of the app that hold a case or a page. */
function processesOf(main: number): Processes {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = /\) \S (\d+)/.exec(readOr(`/proc/${name}/stat`))?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent === main || (parent !== undefined && parent > 1 && isBelow(parent))
  }
  const own = [...parents.keys()].filter(isBelow)
  const like = (mark: RegExp) => own.filter((pid) => mark.test(readOr(`/proc/${pid}/cmdline`)))
  return { case: like(/case-process/), renderer: like(/--type=renderer/) }
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Has main hold a text in both forms. It goes there in disguise: what is found, main holds. */
async function plant(app: ElectronApplication, text: string): Promise<void> {
  await app.evaluate(
    (_electron, disguised) => {
      const plain = String.fromCharCode(...disguised.map((code) => code - 1))
      Reflect.set(globalThis, 'planted', [Buffer.from(plain), Buffer.from(plain, 'utf16le')])
    },
    Array.from(text, (sign) => sign.charCodeAt(0) + 1),
  )
}

/** Why the memory of processes cannot be read here; undefined where it can. */
function refusalOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return 'only Linux shows the memory of processes'
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'))
    return undefined
  } catch {
    return 'this machine shows no process the memory of another'
  }
}

describe.skipIf(!runtime)('the memory of a case that was locked', () => {
  test('holds no key, and no passphrase in main or in a window', async ({
    xundu,
    page,
    dataFolder,
    skip,
  }) => {
    const main = xundu.electron.process().pid ?? 0
    const refusal = refusalOf(main)
    skip(refusal !== undefined, refusal)
    // Signs by chance: whatever is found was typed here.
    const signs = Array.from({ length: 12 }, () => String.fromCodePoint(randomInt(0x4e00, 0x9fa0)))
    const passphrase = signs.join('')
    await makeCase(page, passphrase)
    await lockCase(page)
    await tryPassphrase(page, passphrase)
    await page.locator('.shell').waitFor()

    const parent = join(dataFolder, 'cases')
    const folder = join(parent, readdirSync(parent)[0] ?? '')
    const member = readKeys(folder).file.members[0]?.id ?? ''
    const { keys } = await unlockCaseFolder(folder, member, new TextEncoder().encode(passphrase))
    const raw = keys.db.subarray(0, 32)
    const keyForms = { raw, hex: Buffer.from(raw.toString('hex')) }
    const forms = {
      ...keyForms,
      typed: Buffer.from(passphrase),
      wide: Buffer.from(passphrase, 'utf16le'),
    }
    const open = processesOf(main)
    // The search finds them where they must be while the case is open.
    expect(count(open.case[0] ?? 0, keyForms).raw).toBeGreaterThan(0)
    expect(totalOf(open.renderer, forms).wide).toBeGreaterThan(0)

    await lockCase(page)
    const locked = processesOf(main)
    expect(locked.case).toEqual([])
    expect(totalOf([main], forms)).toEqual({ raw: 0, hex: 0, typed: 0, wide: 0 })
    expect(locked.renderer.length).toBeGreaterThan(0)
    expect(totalOf(locked.renderer, forms)).toEqual({ raw: 0, hex: 0, typed: 0, wide: 0 })

    // Were main to hold it, the search would find it there.
    await plant(xundu.electron, passphrase)
    const planted = totalOf([main], forms)
    expect(planted.typed).toBeGreaterThan(0)
    expect(planted.wide).toBeGreaterThan(0)
  })
})
