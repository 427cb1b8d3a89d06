import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { Failure } from '#db/kernel/failure.ts'
import { countingTries } from '#electron/shell/counting-tries.ts'
import { openTries, type Tries } from '#electron/tries.ts'
import { testFolder } from '#tests/fixtures/case.ts'

const LIN = { caseId: 'case', memberId: 'lin' }
const ZHOU = { caseId: 'case', memberId: 'zhou' }

function wrongTimes(tries: Tries, times: number): number[] {
  return Array.from({ length: times }, () => tries.begin(LIN).wrong().seconds)
}

describe('the waits after wrong passphrases', () => {
  test('begin with the fifth and double up to a minute', () => {
    const tries = openTries(join(testFolder(), 'tries.json'), () => 0)
    expect(wrongTimes(tries, 13)).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
    expect(tries.of(ZHOU)).toEqual({ wrong: 0, seconds: 0 })
  })

  test('run down with the clock, last over a restart, and end with the right passphrase', () => {
    const path = join(testFolder(), 'tries.json')
    let now = 1_400_000_000_000
    const tries = openTries(path, () => now)
    wrongTimes(tries, 8)
    expect(tries.of(LIN)).toEqual({ wrong: 8, seconds: 8 })
    now += 3001
    const again = openTries(path, () => now)
    expect(again.of(LIN)).toEqual({ wrong: 8, seconds: 5 })
    now += 5000
    expect(again.of(LIN)).toEqual({ wrong: 8, seconds: 0 })
    expect(again.begin(LIN).wrong()).toEqual({ wrong: 9, seconds: 16 })
    now -= 86_400_000
    expect(again.of(LIN)).toEqual({ wrong: 9, seconds: 16 })
    again.begin(LIN).right()
    expect(openTries(path, () => now).of(LIN)).toEqual({ wrong: 0, seconds: 0 })
  })

  test('a try that is cut off counts as wrong; one that told nothing does not count', () => {
    const path = join(testFolder(), 'tries.json')
    const tries = openTries(path, () => 0)
    tries.begin(LIN)
    expect(openTries(path, () => 0).of(LIN).wrong).toBe(1)
    tries.begin(LIN).neither()
    expect(tries.of(LIN).wrong).toBe(1)
    tries.begin(ZHOU).neither()
    expect(openTries(path, () => 0).of(ZHOU).wrong).toBe(0)
  })

  test('a damaged count begins anew', () => {
    const path = join(testFolder(), 'tries.json')
    writeFileSync(path, '{"format":1,"tries":[{"wrong":-3}]}')
    const tries = openTries(path, () => 0)
    expect(wrongTimes(tries, 5).at(-1)).toBe(1)
  })
})

describe('work that a passphrase opens', () => {
  const wrong = () => Promise.reject(new Failure('locked', [{ code: 'case.wrong-passphrase' }]))

  test('is not even begun while there is a wait', async () => {
    const log: unknown[] = []
    const desk = {
      tries: openTries(join(testFolder(), 'tries.json'), () => 0),
      log: (event: string, facts: unknown) => void log.push([event, facts]),
    }
    const reasons: unknown[] = []
    for (let time = 1; time <= 6; time += 1) {
      const failed = await countingTries(desk, LIN, wrong).catch((error: unknown) => error)
      reasons.push(failed instanceof Failure && failed.reasons)
    }
    expect(reasons.slice(3)).toEqual([
      [{ code: 'case.wrong-passphrase' }],
      [{ code: 'case.wrong-passphrase' }, { code: 'case.wait-first', about: ['1', '5'] }],
      [{ code: 'case.wait-first', about: ['1', '5'] }],
    ])
    expect(log.at(-1)).toEqual(['passphrase-wrong', { tries: 5, wait: 1 }])
    let begun = false
    const begin = () => {
      begun = true
      return Promise.resolve('open')
    }
    await expect(countingTries(desk, LIN, begin)).rejects.toThrow('case.wait-first')
    expect(begun).toBe(false)
    expect(await countingTries(desk, ZHOU, begin)).toBe('open')
  })

  test('another failure counts nothing and goes on as it is', async () => {
    const desk = { tries: openTries(join(testFolder(), 'tries.json'), () => 0), log: () => {} }
    const failure = new Failure('refused', [{ code: 'case.open-elsewhere' }])
    const failing = countingTries(desk, LIN, () => Promise.reject(failure))
    await expect(failing).rejects.toBe(failure)
    expect(desk.tries.of(LIN).wrong).toBe(0)
  })
})

describe('wrong tries that a case is still to be told of', () => {
  test('are counted by member and over restarts, until they are told', () => {
    const path = join(testFolder(), 'tries.json')
    let now = 1_400_000_000_000
    const tries = openTries(path, () => now)
    wrongTimes(tries, 2)
    now += 1000
    wrongTimes(tries, 1)
    tries.begin(ZHOU).wrong()
    tries.begin({ caseId: 'other', memberId: 'lin' }).wrong()
    const untold = openTries(path, () => now).untold('case')
    expect(untold).toMatchObject([
      { memberId: 'zhou', times: 1, at: now },
      { memberId: 'lin', times: 3, at: now },
    ])
    expect(new Set(untold.map(({ id }) => id)).size).toBe(2)
    tries.told(untold.map(({ id }) => id))
    expect(openTries(path, () => now).untold('case')).toEqual([])
    expect(tries.untold('other')).toHaveLength(1)
    // What comes after it is told anew, under another id.
    wrongTimes(tries, 1)
    expect(untold.map(({ id }) => id)).not.toContain(tries.untold('case')[0]?.id)
  })

  test('a right passphrase, and a try that told nothing of one, add nothing and take nothing away', () => {
    const tries = openTries(join(testFolder(), 'tries.json'), () => 0)
    tries.begin(LIN).right()
    tries.begin(LIN).neither()
    expect(tries.untold('case')).toEqual([])
    wrongTimes(tries, 2)
    tries.begin(LIN).right()
    tries.begin(LIN).neither()
    expect(tries.untold('case')).toMatchObject([{ times: 2 }])
  })

  test('a count of an earlier version is read, with nothing to tell', () => {
    const path = join(testFolder(), 'tries.json')
    const entry = { caseId: 'case', memberId: 'lin', wrong: 7, at: 0 }
    writeFileSync(path, JSON.stringify({ format: 1, tries: [entry] }))
    const tries = openTries(path, () => 0)
    expect(tries.of(LIN).wrong).toBe(7)
    expect(tries.untold('case')).toEqual([])
  })
})
