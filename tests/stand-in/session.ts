import { EventEmitter } from 'node:events'

import type {
  CallbackResponse,
  OnBeforeRequestListenerDetails,
  Protocol as ElectronProtocol,
  protocol as electronProtocol,
  session as electronSession,
  Session as ElectronSession,
  WebRequest,
} from 'electron'

import { schemes } from './address.ts'
import { app } from './app.ts'
import { strict } from './strict.ts'

type Face = Pick<
  ElectronSession,
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
> & {
  readonly protocol: Pick<ElectronProtocol, 'handle'>
  readonly webRequest: { onBeforeRequest(listener: BeforeRequest): void }
}

type BeforeRequest = Extract<Parameters<WebRequest['onBeforeRequest']>[0], Function | null>
type Serve = (request: Request) => Response | Promise<Response>
type RequestFacts = Pick<
  OnBeforeRequestListenerDetails,
  'id' | 'method' | 'resourceType' | 'timestamp' | 'url'
>

export class Session extends EventEmitter implements Face {
  readonly #served = new Map<string, Serve>()
  #beforeRequest: Function | null = null
  #onPermission: Function | null = null
  #onPermissionCheck: Function | null = null

  readonly protocol = strict('session.protocol', {
    handle: (scheme: string, serve: Function) => {
      if (!schemes.has(scheme)) throw new Error(`the scheme ${scheme} was not registered`)
      if (this.#served.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
      this.#served.set(scheme, (request) => Reflect.apply(serve, undefined, [request]))
    },
  })

  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.#beforeRequest = listener
    },
  })

  setPermissionRequestHandler(handler: Function | null): void {
    this.#onPermission = handler
  }

  setPermissionCheckHandler(handler: Function | null): void {
    this.#onPermissionCheck = handler
  }

  /** No device, screen or dictionary is ever given to a page here, and no proxy is gone through. */
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(): void {}
  setProxy(): Promise<void> {
    return Promise.resolve()
  }

  /** What serves an address of the app's own scheme. */
  server(url: string): Serve | undefined {
    return this.#served.get(url.split(':', 1)[0] ?? '')
  }

  /** Whether the app lets a request go. */
  lets(details: RequestFacts): Promise<CallbackResponse> {
    const listener = this.#beforeRequest
    if (!listener) return Promise.resolve({})
    return new Promise((resolve) => {
      Reflect.apply(listener, undefined, [details, resolve])
    })
  }

  /** Whether the app gives a permission: both its handlers are asked, as Chromium would. */
  allows(contents: object, permission: string, url: string): Promise<boolean> {
    const check = this.#onPermissionCheck
    const details = { requestingUrl: url, isMainFrame: true }
    const origin = new URL(url).origin
    if (check && !Reflect.apply(check, undefined, [contents, permission, origin, details])) {
      return Promise.resolve(false)
    }
    const request = this.#onPermission
    if (!request) return Promise.resolve(true)
    return new Promise((resolve) => {
      Reflect.apply(request, undefined, [contents, permission, resolve, details])
    })
  }
}

strict('session', Session.prototype)

const partitions = new Map<string, Session>()

/** Chromium's own profile lasts as long as the process, whatever the partition. */
function fromPartition(partition: string): Session {
  const known = partitions.get(partition) ?? new Session()
  partitions.set(partition, known)
  return known
}

type SessionFace = { [K in keyof Pick<typeof electronSession, 'fromPartition'>]: unknown }

export const session = strict('session', { fromPartition } satisfies SessionFace)

type ProtocolFace = Pick<typeof electronProtocol, 'registerSchemesAsPrivileged'>

export const protocol: ProtocolFace = strict('protocol', {
  registerSchemesAsPrivileged(given) {
    if (app.isReady()) throw new Error('schemes must be registered before the app is ready')
    for (const { scheme, privileges } of given) {
      if (!privileges?.standard || !privileges.secure) {
        throw new Error('the stand-in for Electron serves standard, secure schemes only')
      }
      schemes.add(scheme)
    }
  },
})
