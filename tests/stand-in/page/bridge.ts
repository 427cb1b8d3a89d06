export type WorldBridge = {
  /** Puts `api` on the window of the other world. */
  readonly expose: (key: string, api: unknown) => void
}

/**
 * One end of the bridge between the page's world and the preload script's, as contextBridge has
 * it: values are copied, functions become functions that call across, errors are thrown across.
 * The two ends speak by events on the document with names that the page does not know; Chromium
 * clones what an event carries. Its source is put into pages, so it uses nothing from outside.
 */
export function makeBridge(outgoing: string, incoming: string, side: string): WorldBridge {
  type Value =
    | { readonly kind: 'data'; readonly value: unknown }
    | { readonly kind: 'array'; readonly parts: readonly Value[] }
    | { readonly kind: 'object'; readonly parts: readonly (readonly [string, Value])[] }
    | { readonly kind: 'function' | 'promise'; readonly id: string }
    | { readonly kind: 'error'; readonly name: string; readonly message: string }
  type Answer = { readonly ok: boolean; readonly value: Value }
  type Message =
    | { readonly op: 'call'; readonly id: string; readonly given: readonly Value[] }
    | { readonly op: 'settle'; readonly id: string; readonly answer: Answer }
    | { readonly op: 'expose'; readonly key: string; readonly api: Value }
    | { readonly op: 'answer'; readonly answer: Answer }

  // Taken before any script of the page runs, so that the page cannot put its own in their place.
  const dispatch = document.dispatchEvent.bind(document)
  const Carrier = CustomEvent
  const functions = new Map<string, (...given: unknown[]) => unknown>()
  const names = new WeakMap<object, string>()
  const waiting = new Map<string, PromiseWithResolvers<unknown>>()
  const NOTHING: Value = { kind: 'data', value: undefined }
  let last = 0
  /** What came back on the call that is under way. */
  const answers: Answer[] = []

  function tell(message: Message) {
    dispatch(new Carrier(outgoing, { detail: message }))
  }

  /** Tells, and takes the answer that comes back before the event has ended. */
  function ask(message: Message): unknown {
    const outer = answers.splice(0)
    tell(message)
    const [answer] = answers.splice(0, Infinity, ...outer)
    if (!answer) throw new Error('the other world of the page does not answer')
    const value = read(answer.value)
    if (!answer.ok) throw value
    return value
  }

  function newId(): string {
    last += 1
    return `${side}${last}`
  }

  function isData(value: unknown, depth: number): boolean {
    if (typeof value === 'function' || typeof value === 'symbol' || depth > 200) return false
    if (typeof value !== 'object' || value === null) return true
    if (value instanceof Promise || value instanceof Error) return false
    if (Array.isArray(value)) return value.every((part) => isData(part, depth + 1))
    if (Object.prototype.toString.call(value) !== '[object Object]') return true
    return Object.values(value).every((part) => isData(part, depth + 1))
  }

  function write(value: unknown, depth = 0): Value {
    if (depth > 1000) throw new TypeError('Electron contextBridge recursion depth exceeded.')
    if (isData(value, 0)) return { kind: 'data', value }
    if (typeof value === 'function') return { kind: 'function', id: nameOf(value) }
    if (value instanceof Promise) return { kind: 'promise', id: follow(value) }
    if (value instanceof Error) return writeError(value)
    if (Array.isArray(value)) {
      return { kind: 'array', parts: value.map((part) => write(part, depth + 1)) }
    }
    if (typeof value !== 'object' || value === null) throw new TypeError('it cannot cross')
    const parts = Object.entries(value).map(([key, part]) => [key, write(part, depth + 1)] as const)
    return { kind: 'object', parts }
  }

  function writeError(error: unknown): Value {
    return error instanceof Error
      ? { kind: 'error', name: error.name, message: error.message }
      : { kind: 'error', name: 'Error', message: String(error) }
  }

  function nameOf(called: Function): string {
    const known = names.get(called)
    if (known !== undefined) return known
    const id = newId()
    names.set(called, id)
    functions.set(id, (...given) => Reflect.apply(called, undefined, given))
    return id
  }

  function follow(promise: Promise<unknown>): string {
    const id = newId()
    promise.then(
      (value) => tell({ op: 'settle', id, answer: { ok: true, value: write(value) } }),
      (error: unknown) =>
        tell({ op: 'settle', id, answer: { ok: false, value: writeError(error) } }),
    )
    return id
  }

  function read(value: Value): unknown {
    if (value.kind === 'data') return value.value
    if (value.kind === 'array') return value.parts.map(read)
    if (value.kind === 'object') {
      return Object.fromEntries(value.parts.map(([key, part]) => [key, read(part)]))
    }
    if (value.kind === 'error') return readError(value.name, value.message)
    const { id } = value
    if (value.kind === 'function') {
      return (...given: unknown[]) =>
        ask({ op: 'call', id, given: given.map((part) => write(part)) })
    }
    const promised = Promise.withResolvers<unknown>()
    waiting.set(id, promised)
    return promised.promise
  }

  function readError(name: string, message: string): Error {
    const error = new Error(message)
    if (name !== 'Error') Object.defineProperty(error, 'name', { value: name })
    return error
  }

  function attempt(work: () => unknown): Answer {
    try {
      return { ok: true, value: write(work()) }
    } catch (error) {
      return { ok: false, value: writeError(error) }
    }
  }

  function freeze(value: unknown): unknown {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
      Object.freeze(value)
      for (const part of Object.values(value)) freeze(part)
    }
    return value
  }

  function show(key: string, api: Value): Answer {
    if (key in window) {
      const words = 'Cannot bind an API on top of an existing property on the window object'
      return { ok: false, value: { kind: 'error', name: 'Error', message: words } }
    }
    Object.defineProperty(window, key, { value: freeze(read(api)), enumerable: true })
    return { ok: true, value: NOTHING }
  }

  function hear(message: Message) {
    if (message.op === 'answer') answers.push(message.answer)
    else if (message.op === 'settle') settle(message.id, message.answer)
    else if (message.op === 'expose') tell({ op: 'answer', answer: show(message.key, message.api) })
    else {
      const called = functions.get(message.id)
      const answer = attempt(() => called?.(...message.given.map(read)))
      tell({ op: 'answer', answer })
    }
  }

  function settle(id: string, answer: Answer) {
    const promised = waiting.get(id)
    waiting.delete(id)
    if (answer.ok) promised?.resolve(read(answer.value))
    else promised?.reject(read(answer.value))
  }

  document.addEventListener(
    incoming,
    (event) => {
      event.stopImmediatePropagation()
      if (event instanceof Carrier) hear(event.detail)
    },
    true,
  )
  return { expose: (key, api) => void ask({ op: 'expose', key, api: write(api) }) }
}
