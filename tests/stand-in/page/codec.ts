/** Bytes ↔ text, which Node and Chromium spell differently. */
export type Base64 = {
  readonly toText: (bytes: Uint8Array) => string
  readonly toBytes: (text: string) => Uint8Array
}

export type Codec = {
  /** Fails with `An object could not be cloned.` where structured clone fails. */
  readonly encode: (value: unknown) => string
  readonly decode: (text: string) => unknown
}

/**
 * Structured clone as JSON text. Plain values stand for themselves, all others are `{ $: kind, v }`.
 * Its source is also put into pages, so it uses nothing from outside itself.
 */
export function makeCodec(base64: Base64): Codec {
  const VIEWS = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ]
  const ERRORS = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]

  type Pairs = readonly (readonly [unknown, unknown])[]
  type Told = Pick<Error, 'cause' | 'message' | 'name'> & { readonly stack?: string | undefined }
  type Tagged =
    | { readonly $: 'undefined' }
    | { readonly $: 'number' | 'bigint' | 'buffer'; readonly v: string }
    | { readonly $: 'date'; readonly v: number }
    | { readonly $: 'regexp'; readonly v: readonly [string, string] }
    | { readonly $: 'set'; readonly v: readonly unknown[] }
    | { readonly $: 'map' | 'object'; readonly v: Pairs }
    | { readonly $: 'error'; readonly v: Told }
    | { readonly $: 'view'; readonly k: string; readonly v: string }

  function refuse(value: unknown): never {
    const error = new Error(`An object could not be cloned. (${typeof value})`)
    error.name = 'DataCloneError'
    throw error
  }

  function write(value: unknown, above: ReadonlySet<unknown>): unknown {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
    if (typeof value === 'number') return writeNumber(value)
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
    if (typeof value !== 'object') return refuse(value)
    if (above.has(value)) throw new Error('the stand-in for Electron sends no cyclic objects')
    const inside = new Set(above).add(value)
    if (Array.isArray(value)) return value.map((part) => write(part, inside))
    return writeObject(value, inside)
  }

  function writeNumber(value: number): number | Tagged {
    if (Object.is(value, -0)) return { $: 'number', v: '-0' }
    return Number.isFinite(value) ? value : { $: 'number', v: String(value) }
  }

  function writeObject(value: object, inside: ReadonlySet<unknown>): object {
    if (value instanceof Map) return { $: 'map', v: writePairs([...value], inside) }
    if (value instanceof Set) return { $: 'set', v: [...value].map((part) => write(part, inside)) }
    const known = writeKnown(value, inside)
    if (known) return known
    if (Object.prototype.toString.call(value) !== '[object Object]') return refuse(value)
    const pairs = writePairs(Object.entries(value), inside)
    return '$' in value ? { $: 'object', v: pairs } : fromPairs(pairs)
  }

  function writePairs(pairs: Pairs, inside: ReadonlySet<unknown>): Pairs {
    return pairs.map(([key, part]) => [write(key, inside), write(part, inside)])
  }

  function writeKnown(value: object, inside: ReadonlySet<unknown>): Tagged | undefined {
    if (value instanceof Error) {
      const { name, message, stack, cause } = value
      return { $: 'error', v: { name, message, stack, cause: write(cause, inside) } }
    }
    if (value instanceof Date) return { $: 'date', v: value.getTime() }
    if (value instanceof RegExp) return { $: 'regexp', v: [value.source, value.flags] }
    if (value instanceof ArrayBuffer)
      return { $: 'buffer', v: base64.toText(new Uint8Array(value)) }
    if (!ArrayBuffer.isView(value)) return undefined
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    const view = VIEWS.find(({ name }) => name === value.constructor.name) ?? Uint8Array
    return { $: 'view', k: view.name, v: base64.toText(bytes) }
  }

  function fromPairs(pairs: Pairs): object {
    return Object.fromEntries(pairs.map(([key, part]) => [String(key), part]))
  }

  function isTagged(value: object): value is Tagged {
    return '$' in value
  }

  function read(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(read)
    if (isTagged(value)) return readTagged(value)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, read(part)]))
  }

  function readTagged(tagged: Tagged): unknown {
    switch (tagged.$) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(tagged.v)
      case 'bigint':
        return BigInt(tagged.v)
      case 'buffer':
        return copyOf(tagged.v)
      case 'date':
        return new Date(tagged.v)
      case 'regexp':
        return new RegExp(...tagged.v)
      case 'set':
        return new Set(tagged.v.map(read))
      case 'map':
        return new Map(tagged.v.map(([key, part]) => [read(key), read(part)]))
      case 'object':
        return fromPairs(tagged.v.map(([key, part]) => [key, read(part)]))
      case 'error':
        return readError(tagged.v)
      case 'view': {
        const View = VIEWS.find(({ name }) => name === tagged.k) ?? Uint8Array
        return new View(copyOf(tagged.v))
      }
    }
  }

  function readError({ name, message, stack, cause }: Told): Error {
    const Kind = ERRORS.find((known) => known.name === name) ?? Error
    const error = new Kind(message)
    if (stack !== undefined) error.stack = stack
    const reason = read(cause)
    if (reason !== undefined) error.cause = reason
    return error
  }

  function copyOf(text: string): ArrayBuffer {
    return new Uint8Array(base64.toBytes(text)).buffer
  }

  return {
    encode: (value) => JSON.stringify(write(value, new Set())),
    decode: (text) => read(JSON.parse(text)),
  }
}
