import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/**
 * The neighbour of a namespace that has no other: it takes every address for its own, knows every
 * name, and answers on the ports that a program would try. `network-sink-worker.ts DEVICE ADDRESS`;
 * speaks when it listens.
 */
const [, , device = '', address = ''] = process.argv

function ip(...given: readonly string[]): void {
  execFileSync('ip', given, { stdio: ['ignore', 'ignore', 'inherit'] })
}

function listen(): void {
  ip('link', 'set', 'lo', 'up')
  ip('addr', 'add', `${address}/24`, 'dev', device)
  ip('link', 'set', device, 'up')
  ip('route', 'add', 'local', '0.0.0.0/0', 'dev', 'lo')
  const names = createSocket('udp4', (asked, from) => {
    names.send(answerTo(asked), from.port, from.address)
  })
  names.bind(53)
  const calls = createSocket('udp4', (asked, from) => calls.send(asked, from.port, from.address))
  calls.bind(3478)
  for (const port of [80, 443, 3478]) {
    createServer((socket) => {
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nreached')
    }).listen(port)
  }
  process.send?.('listening')
}

/** The answer of a name server: whatever the name, it is this machine (RFC 1035). */
function answerTo(asked: Buffer): Buffer {
  let end = 12
  while ((asked[end] ?? 0) !== 0) end += 1 + (asked[end] ?? 0)
  const question = asked.subarray(12, end + 5)
  const isAddress = asked.readUInt16BE(end + 1) === 1
  const head = Buffer.alloc(12)
  asked.copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8180, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(isAddress ? 1 : 0, 6)
  const bytes = address.split('.').map(Number)
  const found = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...bytes])
  return Buffer.concat(isAddress ? [head, question, found] : [head, question])
}

process.on('message', listen)
process.on('disconnect', () => process.exit(0))
process.send?.('started')
