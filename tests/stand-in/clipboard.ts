import type {
  Clipboard,
  ClipboardItem as ElectronClipboardItem,
  nativeImage as electronNativeImage,
  NativeImage,
} from 'electron'

import { strict } from './strict.ts'

type Parts = Readonly<Record<string, string | Blob>>
type ItemFace = Pick<ElectronClipboardItem, 'types'>

export class ClipboardItem implements ItemFace {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get types(): string[] {
    return Object.keys(this.#parts)
  }

  getType(type: string): Promise<Blob> {
    const part = this.#parts[type]
    if (part === undefined) return Promise.reject(new Error(`the clipboard holds no ${type}`))
    return Promise.resolve(typeof part === 'string' ? new Blob([part], { type }) : part)
  }
}

let held: readonly ClipboardItem[] = []

/** A clipboard of the process's own, so that tests do not meet over the system's. */
export const clipboard: {
  [K in keyof Pick<Clipboard, 'clear' | 'read' | 'readText' | 'write' | 'writeText'>]: unknown
} = strict('clipboard', {
  clear: () => {
    held = []
  },
  read: () => Promise.resolve([...held]),
  async readText() {
    const item = held.find(({ types }) => types.includes('text/plain'))
    return item ? await (await item.getType('text/plain')).text() : ''
  },
  write(items: readonly ClipboardItem[]) {
    held = [...items]
    return Promise.resolve()
  },
  writeText(text: string) {
    held = [new ClipboardItem({ 'text/plain': text })]
    return Promise.resolve()
  },
})

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function imageOf(bytes: Buffer): Pick<NativeImage, 'isEmpty' | 'toPNG'> {
  const isPng = bytes.subarray(0, PNG.length).equals(PNG)
  return strict('nativeImage', {
    isEmpty: () => !isPng,
    toPNG: () => (isPng ? Buffer.from(bytes) : Buffer.alloc(0)),
  })
}

/** Pictures are kept as they came; only PNG is known. */
export const nativeImage: {
  [K in keyof Pick<typeof electronNativeImage, 'createFromBuffer'>]: unknown
} = strict('nativeImage', { createFromBuffer: imageOf })
