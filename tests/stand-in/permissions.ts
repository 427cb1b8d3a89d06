import { outerAddress } from './address.ts'
import { browser } from './browser.ts'
import { debug } from './program.ts'
import type { Session } from './session.ts'

/** Electron's name of each permission, and Chromium's. */
const PERMISSIONS: readonly (readonly [string, string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['display-capture', 'display-capture'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['midi', 'midi'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
  ['storage-access', 'storage-access'],
  ['persistent-storage', 'persistent-storage'],
]

const decided = new Map<string, Promise<unknown>>()

/**
 * Asks the app for every permission of an origin and tells Chromium the answers, before the first
 * page of that origin runs. Electron asks later, when the page does; its answer is then the same.
 */
export async function decidePermissions(
  session: Session,
  contents: object,
  address: string,
): Promise<void> {
  const { origin } = new URL(address)
  const deciding =
    decided.get(origin) ??
    Promise.all(
      PERMISSIONS.map(async ([electronName, name]) => {
        const allowed = await session.allows(contents, electronName, outerAddress(address))
        await browser()
          .send('Browser.setPermission', {
            permission: { name },
            setting: allowed ? 'granted' : 'denied',
            origin,
          })
          .catch((error: unknown) => debug('permission', name, error))
      }),
    )
  decided.set(origin, deciding)
  await deciding
}
