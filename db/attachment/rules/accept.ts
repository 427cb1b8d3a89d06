import { allow, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

import { type AttachmentKind, attachmentKinds, type Content, macroEndings } from './kinds.ts'
import { sniff } from './sniff.ts'

const MEGABYTE = 1024 * 1024

/** Bytes of one attachment at most (security design §2.6). */
export const LARGEST_ATTACHMENT = 200 * MEGABYTE

/** A file as a person offers it: its beginning is enough to judge it. */
export type OfferedFile = {
  /** As the machine has it. It is shown, and never used as a path. */
  readonly name: string
  readonly bytes: number
  /** The first `HEAD_BYTES` of it, or all when it has fewer. */
  readonly head: Uint8Array
}

/**
 * Whether a case takes a file in, and as what (OWASP ASVS 5.2.2: what a file is must agree with its
 * name). Level H throughout: a refused file is nowhere kept. The inside of documents is judged
 * apart, by the reader of documents.
 */
export function acceptFile({ name, bytes, head }: OfferedFile): Verdict<AttachmentKind> {
  if (hasHiddenSigns(name)) return refuse({ code: 'attachment.misleading-name' })
  if (bytes === 0) return refuse({ code: 'attachment.empty', about: [name] })
  if (bytes > LARGEST_ATTACHMENT) {
    const size = `${Math.ceil(bytes / MEGABYTE)} MB`
    const most = `${LARGEST_ATTACHMENT / MEGABYTE} MB`
    return refuse({ code: 'attachment.too-large', about: [name, size, most] })
  }
  const content = sniff(head)
  const ending = endingOf(name)
  if (macroEndings.has(ending)) return refuse({ code: 'attachment.has-macros', about: [name] })
  const forbidden = forbiddenAs(content, name)
  if (forbidden) return refuse(forbidden)
  const kind = attachmentKinds.get(ending)
  if (!kind) return refuse({ code: unnamed(content), about: [name] })
  if (kind.content !== content) return refuse({ code: 'attachment.unlike-its-name', about: [name] })
  return allow(kind)
}

/** What comes behind the last dot of a name, in small letters; nothing when there is none. */
function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
}

/** Signs that are not seen, or turn the direction of reading: `exe.jpg` can be shown as another. */
function hasHiddenSigns(name: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)
}

function forbiddenAs(content: Content, name: string): Reason | undefined {
  const about = [name]
  if (content === 'program') return { code: 'attachment.is-program', about }
  if (content === 'page') return { code: 'attachment.is-page', about }
  if (content === 'archive') return { code: 'attachment.is-archive', about }
  if (content === 'heic') return { code: 'attachment.is-heic', about }
  if (content === 'oldOffice') return { code: 'attachment.is-old-office', about }
  return undefined
}

/** A name that ends in nothing known. A zip that is no document is an archive. */
function unnamed(content: Content): string {
  return content === 'zip' ? 'attachment.is-archive' : 'attachment.unknown-kind'
}
