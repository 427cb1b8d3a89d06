import { clipboard, ClipboardItem, nativeImage } from 'electron'

import { Failure } from '#db/kernel/failure.ts'

import type { Held } from '../copies.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

/** Copying words and pictures. What was copied is cleared after a while, and at a lock. */
export function clipboardHandlers({
  copies,
}: Desk): Pick<ShellHandlers, 'copyText' | 'copyPicture'> {
  return {
    async copyText({ text }) {
      await copies.keep(() => clipboard.writeText(text))
      return {}
    },
    async copyPicture({ png }) {
      const picture = nativeImage.createFromBuffer(Buffer.from(png))
      if (picture.isEmpty()) throw new Failure('invalid', [{ code: 'picture.unreadable' }])
      const blob = new Blob([new Uint8Array(picture.toPNG())], { type: 'image/png' })
      await copies.keep(() => clipboard.write([new ClipboardItem({ 'image/png': blob })]))
      return {}
    },
  }
}

/** What the clipboard holds of words and pictures, whoever put it there. */
export async function readClipboard(): Promise<Held> {
  const items = await clipboard.read()
  const parts = items.flatMap((item) =>
    item.types
      .filter((type) => /^(?:text|image)\//.test(type))
      .map(async (type) => {
        const part = await item.getType(type)
        const bytes = part instanceof Blob ? await part.arrayBuffer() : new ArrayBuffer()
        return { type, bytes: new Uint8Array(bytes) }
      }),
  )
  return Promise.all(parts)
}
