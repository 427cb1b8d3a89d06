import { constants, crc32, deflateRawSync } from 'node:zlib'

/** Content that is packed already: what unpacks to gigabytes need not be made to be packed. */
export type Packed = {
  readonly packed: Buffer
  readonly size: number
  readonly checksum: number
}

/** One part of an archive. What is not given is true of `content`; a lie may be given instead. */
export type Part = {
  readonly name: string
  readonly content: string | Uint8Array | Packed
  /** Bit 0 says that the part is encrypted. */
  readonly flags?: number
  readonly checksum?: number
  /** The size that the archive claims. */
  readonly claims?: number
}

/** A zip archive of these parts, each deflated. */
export function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name: given, content, flags = 0, checksum: lie, claims } of parts) {
    const { packed, size, checksum } = isPacked(content) ? content : pack(Buffer.from(content))
    const name = Buffer.from(given)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(flags | 0x0800, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(0x5a21_0000, 6)
    head.writeUInt32LE(lie ?? checksum, 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(claims ?? size, 18)
    head.writeUInt16LE(name.length, 22)
    bodies.push(Buffer.from('PK\u0003\u0004', 'latin1'), head, name, packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), head, place, name)
    offset += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 4)
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}

function isPacked(content: Part['content']): content is Packed {
  return typeof content === 'object' && 'packed' in content
}

function pack(content: Buffer): Packed {
  return { packed: deflateRawSync(content), size: content.length, checksum: crc32(content) }
}

/** A text, then another so many times, then a last: packed without ever being held whole. */
export function packRepeated(first: string, repeated: string, times: number, last: string): Packed {
  const [head, middle, tail] = [Buffer.from(first), Buffer.from(repeated), Buffer.from(last)]
  // A full flush ends at a byte and looks back at nothing, so that its output can be repeated.
  const flushed = (bytes: Buffer) =>
    deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH, level: 9 })
  const block = flushed(middle)
  let checksum = crc32(head)
  for (let time = 0; time < times; time += 1) checksum = crc32(middle, checksum)
  return {
    packed: Buffer.concat([
      flushed(head),
      ...Array.from({ length: times }, () => block),
      deflateRawSync(tail),
    ]),
    size: head.length + middle.length * times + tail.length,
    checksum: crc32(tail, checksum),
  }
}
