import { readFileSync, writeFileSync } from 'node:fs'

// Loaded before the code of a process: leaves behind how much memory it took at most, in bytes.
const place = process.env['XUNDU_BENCH_PEAK']
process.on('exit', () => {
  if (place) writeFileSync(place, String(peak()))
})

/** On Linux a child begins with its parent's figure, so that only the kernel's own list is true. */
function peak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}
