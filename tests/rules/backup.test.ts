import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { backupName, backupsToKeep, daysWithoutCopy, stampOf } from '#db/backup/rules.ts'

const CASE = '01JD7X2KQZ5M8R4T6V9WABCDEF'
const DAY = 86_400_000

function instants(from: string, step: number, count: number): string[] {
  return Array.from({ length: count }, (_each, index) =>
    new Date(Date.parse(from) + index * step).toISOString(),
  )
}

describe('which backups stay', () => {
  test('one a day for sixty days: seven days, and the Sundays of the weeks before', () => {
    // From 2014-04-13, a Sunday; the last one is 2014-06-11, a Wednesday.
    const kept = [...backupsToKeep(instants('2014-04-13T04:00:00.000Z', DAY, 60))].toSorted()
    expect(kept.map((at) => at.slice(5, 10))).toEqual([
      '05-25',
      '06-01',
      '06-05',
      '06-06',
      '06-07',
      '06-08',
      '06-09',
      '06-10',
      '06-11',
    ])
  })

  test('many of one day: the three latest', () => {
    const all = instants('2014-06-11T01:00:00.000Z', 600_000, 20)
    expect([...backupsToKeep(all)].toSorted()).toEqual(all.slice(-3))
  })

  test('a day begins at midnight in China', () => {
    const [late, early] = ['2014-06-10T15:59:00.000Z', '2014-06-10T16:01:00.000Z']
    const later = instants('2014-06-12T01:00:00.000Z', 60_000, 3)
    expect(backupsToKeep([late, early, ...later])).toEqual(new Set([late, early, ...later]))
    const sameDay = '2014-06-10T15:00:00.000Z'
    expect(backupsToKeep([sameDay, late, ...later]).has(sameDay)).toBe(false)
  })

  test('a long time in which nobody worked takes nothing away', () => {
    const all = instants('2014-01-05T04:00:00.000Z', 30 * DAY, 4)
    expect(backupsToKeep(all).size).toBe(4)
  })

  test('never more than fourteen, always the newest three, and thinning twice is thinning once', () => {
    const instant = fc
      .integer({ min: 0, max: 400 * 24 * 60 })
      .map((minutes) => new Date(1_388_534_400_000 + minutes * 60_000).toISOString())
    fc.assert(
      fc.property(fc.uniqueArray(instant, { maxLength: 60 }), (all) => {
        const kept = backupsToKeep(all)
        expect(kept.size).toBeLessThanOrEqual(14)
        for (const at of all.toSorted().slice(-3)) expect(kept.has(at)).toBe(true)
        expect(backupsToKeep([...kept])).toEqual(kept)
      }),
    )
  })
})

test('a name tells the case and the time, and nothing else is taken for one', () => {
  const name = backupName({ title: '云岭省-案卷', caseId: CASE, at: '2014-06-11T01:20:05.123Z' })
  expect(name).toBe('云岭省-案卷-9wabcdef-20140611T012005Z.xdbak')
  expect(stampOf(name, CASE)).toBe('2014-06-11T01:20:05.000Z')
  expect(stampOf(name, '01JD7X2KQZ5M8R4T6V9WOTHER1')).toBeUndefined()
  expect(stampOf(`.copying-${name}.part`, CASE)).toBeUndefined()
  expect(stampOf('云岭省-9wabcdef-20149911T012005Z.xdbak', CASE)).toBeUndefined()
})

test('the person is reminded from the third whole day on', () => {
  const since = '2014-06-11T01:20:00.000Z'
  expect(daysWithoutCopy(since, '2014-06-14T01:19:59.000Z')).toBeNull()
  expect(daysWithoutCopy(since, '2014-06-14T01:20:00.000Z')).toBe(3)
  expect(daysWithoutCopy(since, '2014-07-11T01:20:00.000Z')).toBe(30)
})
