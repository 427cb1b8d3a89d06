import { beforeEach, expect, test, vi } from 'vitest'

import { unpackLedger } from '#db/engine/packed-ledger.ts'
import { readInParser } from '#electron/parser-link.ts'
import { csv } from '#tests/fixtures/ledger.ts'

/** The processes that were started, by their ids. */
const started = vi.hoisted((): number[] => [])

// The process itself is real; only Electron's way to start it is the stand-in's.
vi.mock('electron', async () => {
  const { utilityProcess } = await import('../stand-in/utility-process.ts')
  return {
    utilityProcess: {
      fork(file: string, given: string[], options: { execArgv: string[] }) {
        const child = utilityProcess.fork(file.replace(/\.js$/, '.ts'), given, {
          ...options,
          stdio: 'ignore',
        })
        if (child.pid !== undefined) started.push(child.pid)
        return child
      },
    },
  }
})

const log = vi.fn<(event: string, facts?: object) => void>()
const never = new AbortController().signal
const ledger = {
  bytes: csv([
    ['单位', '问题'],
    ['平岫县', '窗口无人'],
  ]),
  fileName: '台账.csv',
}

beforeEach(() => {
  started.length = 0
  log.mockClear()
})

function isRunning(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a ledger is read in a process that ends with it', async () => {
  const { frame, parts } = await readInParser(ledger, log, never)
  expect(frame.sheets).toEqual([{ name: '台账', firstRow: 1 }])
  expect(unpackLedger(frame, parts).sheets[0]?.rows.slice(0, 10)).toEqual([
    ['单位', '问题'],
    ['平岫县', '窗口无人'],
  ])
  expect(started).toHaveLength(1)
  expect(started.map(isRunning)).toEqual([false])
})

test('what the reader finds wrong crosses as its code', async () => {
  const given = { bytes: Buffer.from('??,??,??\n1,2,3\n'), fileName: '台账.csv' }
  await expect(readInParser(given, log, never)).rejects.toMatchObject({
    code: 'refused',
    reasons: [{ code: 'intake.destroyed-text', about: ['1'] }],
  })
  expect(log).not.toHaveBeenCalled()
})

test('a file that takes more memory than one may ends the process, not the app', async () => {
  const bytes = Buffer.from('a,b,c,d,e,f,g,h\n'.repeat(250_000))
  const reading = readInParser({ bytes, fileName: '大.csv' }, log, never, {
    memory: 24,
    patience: 60_000,
  })
  await expect(reading).rejects.toMatchObject({
    code: 'refused',
    reasons: [{ code: 'intake.reader-ended' }],
  })
  expect(started.map(isRunning)).toEqual([false])
})

test('a file that takes longer than it may is given up', async () => {
  const reading = readInParser(ledger, log, never, { memory: 512, patience: 0 })
  await expect(reading).rejects.toMatchObject({ reasons: [{ code: 'intake.reader-ended' }] })
  expect(started.map(isRunning)).toEqual([false])
})

test('the person can stop it', async () => {
  const stop = new AbortController()
  const reading = readInParser(ledger, log, stop.signal)
  stop.abort()
  await expect(reading).rejects.toMatchObject({
    code: 'cancelled',
    reasons: [{ code: 'call.cancelled' }],
  })
  expect(started.map(isRunning)).toEqual([false])
})
