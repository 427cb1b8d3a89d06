import { type Attachment, attachmentContract } from '#db/attachment/contract.ts'
import { chunksOf } from '#db/attachment/rules/chunks.ts'
import { Failure } from '#db/kernel/failure.ts'
import { askCase } from '#renderer/lib/case-client.ts'

/**
 * Reads the whole content of an attachment, chunk by chunk, and checks its hash. Fails with
 * `attachment.content-missing` or `attachment.content-altered`; stops when the signal says so.
 */
export async function readContent(
  { id, name, bytes, sha256 }: Attachment,
  signal: AbortSignal,
  tell: (share: number) => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const content = new Uint8Array(bytes)
  const chunks = chunksOf(bytes)
  let filled = 0
  for (let n = 0; n < chunks; n += 1) {
    signal.throwIfAborted()
    const slice = await askCase(attachmentContract.slice, { id, n })
    if (slice.bytes === null || filled + slice.bytes.byteLength > bytes) {
      throw new Failure('refused', [{ code: 'attachment.content-missing', about: [name] }])
    }
    content.set(slice.bytes, filled)
    filled += slice.bytes.byteLength
    tell((n + 1) / chunks)
  }
  if ((await hashOf(content)) !== sha256) {
    throw new Failure('refused', [{ code: 'attachment.content-altered', about: [name] }])
  }
  return content
}

async function hashOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The words of a text: UTF-8, or GB 18030 as Windows in Chinese writes it. */
export function wordsOf(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}
