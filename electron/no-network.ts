import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/**
 * Takes the network away from this process: every way to open a socket or ask for a name throws.
 * Called first in main, in the case process and in the reader. Pipes to child processes go on
 * working, since they are opened without `connect`.
 */
export function removeNetwork(): void {
  replace(net.Socket.prototype, ['connect'])
  replace(net, ['connect', 'createConnection', 'createServer'])
  replace(net.Server.prototype, ['listen'])
  replace(dgram, ['createSocket'])
  const names = ['lookup', 'lookupService', 'resolve', 'resolve4', 'resolve6', 'reverse'] as const
  replace(dns, names)
  replace(dns.promises, names)
  replace(globalThis, ['fetch', 'WebSocket', 'EventSource'])
  syncBuiltinESMExports()
}

/** Throws, whoever calls it. */
function refuse(): never {
  throw new Error('this process has no network')
}

function replace<T extends object>(owner: T, names: readonly (keyof T | 'EventSource')[]): void {
  for (const name of names) {
    Object.defineProperty(owner, name, { value: refuse, writable: false, configurable: false })
  }
}
