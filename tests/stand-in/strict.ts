/** What Node, promises and printers of objects look for; its absence means nothing. */
const PROBES = new Set(['then', 'toJSON', 'domain', 'asymmetricMatch', 'nodeType', '__esModule'])

/**
 * Makes the use of a member that `members` lacks an error that names it, instead of `undefined`.
 * It stands behind all other look-ups, so the object itself stays what it is.
 */
export function strict<T extends object>(name: string, members: T): T {
  const base: object = Object.getPrototypeOf(members) ?? Object.prototype
  const fence = new Proxy(base, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || key.startsWith('_') || PROBES.has(key)) {
        return Reflect.get(target, key, receiver)
      }
      throw new Error(`the stand-in for Electron has no ${name}.${key}`)
    },
  })
  Object.setPrototypeOf(members, fence)
  return members
}
