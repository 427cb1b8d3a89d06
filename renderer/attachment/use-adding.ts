import { useEffect, useRef, useState } from 'react'

import { attachmentContract, CHUNK_BYTES } from '#db/attachment/contract.ts'
import { LARGEST_ATTACHMENT } from '#db/attachment/rules/accept.ts'
import { HEAD_BYTES } from '#db/attachment/rules/sniff.ts'
import { Failure } from '#db/kernel/failure.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { askCase } from '#renderer/lib/case-client.ts'
import { askShell } from '#renderer/lib/shell-client.ts'

export type Subject = { readonly subject: string; readonly subjectId: string }
export type NamedFile = { readonly file: File; readonly name: string }

/** The file that is being taken in; the share is from 0 to 1. */
type Coming = { readonly name: string; readonly share: number; readonly waiting: number }
type Refused = { readonly name: string; readonly error: unknown }

export type Adding = {
  readonly coming: Coming | null
  /** What was not taken, the newest last. */
  readonly refused: readonly Refused[]
  readonly add: (files: readonly NamedFile[]) => void
  readonly stop: () => void
}

/** Takes files in, one after another. Leaving the record stops it, and nothing of a part stays. */
export function useAdding({ subject, subjectId }: Subject): Adding {
  const [coming, setComing] = useState<Coming | null>(null)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const run = useRef<AbortController | null>(null)
  useEffect(() => () => run.current?.abort(), [])

  async function addAll(files: readonly NamedFile[]) {
    const own = new AbortController()
    run.current = own
    setRefused([])
    for (const [index, each] of files.entries()) {
      if (own.signal.aborted) break
      const waiting = files.length - index - 1
      const tell = (share: number) => setComing({ name: each.name, share, waiting })
      tell(0)
      try {
        await addFile({ subject, subjectId }, each, own.signal, tell)
      } catch (error) {
        if (own.signal.aborted) break
        setRefused((before) => [...before, { name: each.name, error }])
      }
    }
    setComing(null)
    run.current = null
  }

  return {
    coming,
    refused,
    add(files) {
      if (run.current === null && files.length > 0) void addAll(files)
    },
    stop: () => run.current?.abort(),
  }
}

async function addFile(
  on: Subject,
  { file, name }: NamedFile,
  signal: AbortSignal,
  tell: (share: number) => void,
): Promise<void> {
  const head = await bytesOf(file.slice(0, HEAD_BYTES), name)
  const { id } = await askCase(attachmentContract.begin, { ...on, name, bytes: file.size, head })
  try {
    // Only what has the first bytes of a document comes to the reader of documents.
    if (/\.(docx|xlsx)$/i.test(name) && file.size <= LARGEST_ATTACHMENT) {
      const bytes = await bytesOf(file, name)
      await askShell(shellContract.readDocument, { fileName: name, bytes })
    }
    for (let n = 0; n * CHUNK_BYTES < file.size; n += 1) {
      signal.throwIfAborted()
      const bytes = await bytesOf(file.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES), name)
      await askCase(attachmentContract.chunk, { id, n, bytes })
      tell(((n + 1) * CHUNK_BYTES) / Math.max(file.size, CHUNK_BYTES))
    }
    signal.throwIfAborted()
    await askCase(attachmentContract.finish, { id })
  } catch (error) {
    // A case that was locked meanwhile drops it at its next opening.
    await askCase(attachmentContract.cancel, { id }).catch(() => undefined)
    throw error
  }
}

/** A file that was moved or is held by another program cannot be read. */
async function bytesOf(part: Blob, name: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await part.arrayBuffer())
  } catch (cause) {
    throw new Failure('refused', [{ code: 'attachment.not-read', about: [name] }], { cause })
  }
}
