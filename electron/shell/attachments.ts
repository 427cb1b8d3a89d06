import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { basename } from 'node:path'

import type { z } from 'zod'

import { attachmentContract } from '#db/attachment/contract.ts'
import { describeDiskError } from '#db/engine/disk-error.ts'
import type { Entry } from '#db/kernel/contract.ts'
import { Failure } from '#db/kernel/failure.ts'

import { readDocumentInParser } from '../parser-link.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'
import { choosePath } from './files.ts'

/** Reading documents that are attached, and saving what is attached outside of the case. */
export function attachmentHandlers(
  desk: Desk,
): Pick<ShellHandlers, 'readDocument' | 'exportAttachment'> {
  let reading: AbortController | undefined
  return {
    async readDocument(given) {
      // One at a time: each takes a process with much memory.
      reading?.abort()
      const own = new AbortController()
      reading = own
      const { paragraphs, isWhole } = await readDocumentInParser(given, desk.log, own.signal)
      return { paragraphs: [...paragraphs], isWhole }
    },
    async exportAttachment({ id, name }) {
      const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? 'bin'
      const path = await choosePath(desk, name, ending)
      if (path === undefined) return { fileName: null }
      const noted = await ask(desk, attachmentContract.noteExport, { id })
      await write(desk, id, noted, path)
      return { fileName: basename(path) }
    },
  }
}

/** Writes chunk by chunk. What is not the content that was attached does not stay. */
async function write(
  desk: Desk,
  id: string,
  noted: { readonly name: string; readonly sha256: string },
  path: string,
): Promise<void> {
  try {
    const file = await open(path, 'w')
    try {
      const hash = await copyInto(file, desk, id)
      if (hash !== noted.sha256) {
        throw new Failure('refused', [{ code: 'attachment.content-altered', about: [noted.name] }])
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined)
    throw describeDiskError(error, 'file.not-written')
  }
}

async function copyInto(file: FileHandle, desk: Desk, id: string): Promise<string> {
  const hash = createHash('sha256')
  for (let n = 0; ; n += 1) {
    const { bytes } = await ask(desk, attachmentContract.slice, { id, n })
    if (bytes === null) return hash.digest('hex')
    hash.update(bytes)
    await file.writeFile(bytes)
  }
}

async function ask<I extends z.ZodType, O extends z.ZodType>(
  { current }: Desk,
  entry: Entry & { readonly input: I; readonly output: O },
  input: z.input<I>,
): Promise<z.output<O>> {
  const reply = await current.ask({ kind: 'call', name: entry.name, input })
  if (!reply.ok) throw new Failure(reply.code, reply.reasons)
  return entry.output.parse(reply.data)
}
