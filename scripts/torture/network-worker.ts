import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { lookup } from 'node:dns/promises'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs a command in the network namespace that this process was given, whose one neighbour answers
 * everything: `network-worker.ts COMMAND…`. Prints what left for the neighbour.
 */
const SINK = join(import.meta.dirname, 'network-sink-worker.ts')
const [OWN, NEIGHBOUR] = ['198.51.100.1', '198.51.100.2']
const [, , command = '', ...given] = process.argv

function run(program: string, ...words: readonly string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] })
}

async function startNeighbour(): Promise<void> {
  // Addresses that a device gives itself would be packets of its own.
  writeFileSync('/proc/sys/net/ipv6/conf/all/disable_ipv6', '1')
  writeFileSync('/proc/sys/net/ipv6/conf/default/disable_ipv6', '1')
  run('ip', 'link', 'set', 'lo', 'up')
  run('ip', 'link', 'add', 'own', 'type', 'veth', 'peer', 'name', 'other')
  run('ip', 'addr', 'add', `${OWN}/24`, 'dev', 'own')
  run('ip', 'link', 'set', 'own', 'up')
  const sink = fork(SINK, ['other', NEIGHBOUR], {
    execPath: 'unshare',
    execArgv: ['-n', process.execPath],
  })
  await once(sink, 'message')
  run('ip', 'link', 'set', 'other', 'netns', String(sink.pid))
  sink.send('listen')
  await once(sink, 'message')
  run('ip', 'route', 'add', 'default', 'via', NEIGHBOUR)
  const resolver = join(mkdtempSync(join(tmpdir(), 'xundu-net-')), 'resolv.conf')
  writeFileSync(resolver, `nameserver ${NEIGHBOUR}\n`)
  run('mount', '--bind', resolver, '/etc/resolv.conf')
}

/** Where the count stands among those of a device. */
const SENT_PACKETS = 9

function packets(): number {
  const line = /^ *own:(.*)$/m.exec(readFileSync('/proc/self/net/dev', 'utf8'))?.[1] ?? ''
  return Number(line.trim().split(/\s+/)[SENT_PACKETS])
}

/** What a program that is let out reaches: a name, and a machine by its number. */
async function reached(): Promise<boolean> {
  const { address } = await lookup('example.com')
  const socket = connect(80, '203.0.113.9')
  const [answer] = await once(socket, 'data')
  socket.destroy()
  return address === NEIGHBOUR && String(answer).includes('reached')
}

await startNeighbour()
const before = packets()
const child = spawn(command, given, { stdio: ['ignore', 'ignore', 'inherit'] })
const [status]: unknown[] = await once(child, 'exit')
const left = packets() - before
// Afterwards: what the system sends to keep an answer in mind would be counted as the app's.
const control = (await reached()) ? packets() - before - left : 0
console.log(JSON.stringify({ control, packets: left, status }))
process.exit(0)
