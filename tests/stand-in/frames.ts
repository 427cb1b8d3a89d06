import type { WebFrameMain } from 'electron'

import { outerAddress } from './address.ts'
import type { Line } from './cdp.ts'
import { strict } from './strict.ts'

/** A frame of a page, as main sees it. */
export class Frame implements Pick<WebFrameMain, 'origin' | 'url'> {
  readonly parent: Frame | null
  #address = 'about:blank'

  constructor(parent: Frame | null) {
    this.parent = parent
  }

  get url(): string {
    return outerAddress(this.#address)
  }

  get origin(): string {
    const url = URL.parse(this.url)
    return url ? `${url.protocol}//${url.host}` : 'null'
  }

  moveTo(address: string): void {
    this.#address = address
  }
}

strict('webFrameMain', Frame.prototype)

/** The frames of one page, kept as Chromium tells them. */
export type Frames = {
  /** Settles when the main frame is known. */
  readonly known: Promise<void>
  main(): Frame | undefined
  mainId(): string
  get(id: string): Frame | undefined
}

export function followFrames(line: Line): Frames {
  const frames = new Map<string, Frame>()
  let mainId = ''

  function ensure(id: string, parentId: string | undefined): Frame {
    const parent = parentId === undefined ? null : (frames.get(parentId) ?? null)
    const frame = frames.get(id) ?? new Frame(parent)
    frames.set(id, frame)
    if (parentId === undefined) mainId = id
    return frame
  }

  line.on('Page.frameAttached', ({ frameId, parentFrameId }) => ensure(frameId, parentFrameId))
  line.on('Page.frameDetached', ({ frameId }) => frames.delete(frameId))
  line.on('Page.frameNavigated', ({ frame }) => {
    ensure(frame.id, frame.parentId).moveTo(`${frame.url}${frame.urlFragment ?? ''}`)
  })
  line.on('Page.navigatedWithinDocument', ({ frameId, url }) => frames.get(frameId)?.moveTo(url))
  async function know() {
    const { frameTree } = await line.send('Page.getFrameTree')
    ensure(frameTree.frame.id, undefined)
  }

  return {
    known: know(),
    main: () => frames.get(mainId),
    mainId: () => mainId,
    get: (id) => frames.get(id),
  }
}
