import { createHash } from 'node:crypto'

/** How long what was copied stays in the clipboard, in milliseconds. */
export const STAY = 30_000

/** What the clipboard holds: its types in their order, each with its bytes. */
export type Held = readonly { readonly type: string; readonly bytes: Uint8Array }[]

/** What keeping copies needs of the machine. */
export type CopyEnds = {
  read(): Promise<Held>
  clear(): Promise<void> | void
  /** Calls back after so many milliseconds; the answer takes that back. */
  after(milliseconds: number, call: () => void): () => void
  /** Whether the clipboard holds something of the app. */
  tell(held: boolean): void
}

/** What the app copied, until it is cleared. */
export type Copies = {
  /** Copies by `write`; after a while it is cleared. */
  keep(write: () => Promise<void>): Promise<void>
  /** Clears it now. */
  clear(): Promise<void>
}

/**
 * Clears what the app copied, unless the clipboard holds something else by then. It is known by its
 * hash as the clipboard gave it back: systems change pictures and ends of lines.
 */
export function keepCopies(ends: CopyEnds): Copies {
  let own: { readonly hash: string; readonly cancel: () => void } | undefined

  async function clear(): Promise<void> {
    const ending = own
    if (!ending) return
    own = undefined
    ending.cancel()
    // Words of others stay: what cannot be read is not ours to clear.
    const held = await ends.read().catch(() => undefined)
    if (held && hashOf(held) === ending.hash) await ends.clear()
    if (!own) ends.tell(false)
  }

  return {
    async keep(write) {
      await write()
      own?.cancel()
      own = undefined
      const held = await ends.read().catch(() => undefined)
      if (!held) return
      const hash = hashOf(held)
      own = { hash, cancel: ends.after(STAY, () => void clear()) }
      ends.tell(true)
    },
    clear,
  }
}

function hashOf(held: Held): string {
  const hash = createHash('sha256')
  for (const { type, bytes } of held) hash.update(`${type} ${bytes.byteLength}\n`).update(bytes)
  return hash.digest('hex')
}
