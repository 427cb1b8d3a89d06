import { clipboard, ClipboardItem, nativeImage } from 'electron'

import { Failure } from '#db/kernel/failure.ts'

import type { ShellHandlers } from './door.ts'

/** Copying words and pictures. */
export function clipboardHandlers(): Pick<ShellHandlers, 'copyText' | 'copyPicture'> {
  return {
    async copyText({ text }) {
      await clipboard.writeText(text)
      return {}
    },
    async copyPicture({ png }) {
      const picture = nativeImage.createFromBuffer(Buffer.from(png))
      if (picture.isEmpty()) throw new Failure('invalid', [{ code: 'picture.unreadable' }])
      const blob = new Blob([new Uint8Array(picture.toPNG())], { type: 'image/png' })
      await clipboard.write([new ClipboardItem({ 'image/png': blob })])
      return {}
    },
  }
}
