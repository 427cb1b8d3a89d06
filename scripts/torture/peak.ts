import { readFileSync } from 'node:fs'

/** The most memory that this process has taken so far, in megabytes. */
export function peakMegabytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024
  // What the system tells of a child counts the memory of the process that started it.
  const told = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(told?.[1]) / 1024
}

/** Milliseconds of processor time that this process has taken since. A busy machine adds none. */
export function workSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
