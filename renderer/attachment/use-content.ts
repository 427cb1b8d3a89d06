import { type RefObject, useEffect, useRef, useState } from 'react'

import type { Attachment } from '#db/attachment/contract.ts'
import { useShellEvent } from '#renderer/lib/shell-client.ts'

import { readContent } from './content.ts'

export type Content = {
  readonly bytes: Uint8Array<ArrayBuffer> | null
  /** From 0 to 1. */
  readonly share: number
  readonly error: unknown
}

const NOTHING: Content = { bytes: null, share: 0, error: null }

/** The content of an attachment as long as it is on screen. */
export function useContent(attachment: Attachment, wanted: boolean): Content {
  const [content, setContent] = useState<Content>(NOTHING)
  useEffect(() => {
    if (!wanted) return undefined
    const reading = new AbortController()
    const { signal } = reading
    readContent(attachment, signal, (share) => setContent({ ...NOTHING, share })).then(
      (bytes) => !signal.aborted && setContent({ bytes, share: 1, error: null }),
      (error: unknown) => !signal.aborted && setContent({ ...NOTHING, error }),
    )
    return () => {
      reading.abort()
      setContent(NOTHING)
    }
    // What an attachment holds never changes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [attachment.id, wanted])
  return content
}

/** Gives an element what it shows at an address that only this page can read, until it is gone or a lock comes. */
export function useBlobSource<E extends HTMLImageElement | HTMLMediaElement>(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): RefObject<E | null> {
  const element = useRef<E>(null)
  const url = useRef<string>(undefined)
  useEffect(() => {
    url.current = URL.createObjectURL(new Blob([bytes], { type }))
    if (element.current) element.current.src = url.current
    return () => revoke(url)
  }, [bytes, type])
  useShellEvent(({ event }) => event === 'lock-soon' && revoke(url))
  return element
}

function revoke(url: RefObject<string | undefined>): void {
  if (url.current !== undefined) URL.revokeObjectURL(url.current)
  url.current = undefined
}
