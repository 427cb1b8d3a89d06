import { describe, expect, test } from 'vitest'

import { type Change, type ChangesetHead, FIRST, tally } from '#db/engine/changeset.ts'
import { type LogPlace, openOpLog, type OpLog } from '#db/engine/oplog/op-log.ts'
import { withChangeset } from '#db/engine/oplog/read-changeset.ts'
import { deriveLogKey, segmentName, segmentsOf } from '#db/engine/oplog/segment.ts'
import { surveyLog, surveySegment } from '#db/engine/oplog/survey.ts'
import { Failure } from '#db/kernel/failure.ts'
import { type MemoryDisk, memoryDisk } from '#tests/fixtures/memory-disk.ts'

const KEY = deriveLogKey(Buffer.alloc(32, 7), 'case-1')
const PEN = { memberId: 'm', deviceId: 'device-1', command: 'unit.add', at: '2014-06-11T01:20:00Z' }

function placeOn(disk: MemoryDisk, key = KEY): LogPlace {
  return { disk, key, caseId: 'case-1', deviceId: 'device-1', schema: '0001-changeset' }
}

function newLog(disk: MemoryDisk): OpLog {
  const base = { seq: 0, hash: FIRST }
  return openOpLog(placeOn(disk), undefined, { number: 1, base, previous: Buffer.alloc(16) })
}

function change(text: string): Change {
  return { tableName: 'unit', rowId: 'u1', operation: 'insert', content: JSON.stringify({ text }) }
}

/** Appends one changeset as a transaction does, and answers its head with its hash. */
function append(log: OpLog, last: { seq: number; hash: string }, changes: readonly Change[]) {
  const head: ChangesetHead = { ...PEN, seq: last.seq + 1, previous: last.hash }
  const { hash } = tally(head, changes)
  const open = log.begin(head)
  for (const each of changes) open.add(each)
  open.seal({ hash, changes: changes.length, signature: null })
  return { seq: head.seq, hash }
}

function surveyOf(disk: MemoryDisk, key = KEY) {
  const [segment] = segmentsOf(disk)
  if (!segment) throw new Error('no segment')
  return surveySegment(disk, key, segment)
}

function codesIn(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.reasons.map(({ code }) => code)
    throw error
  }
  return []
}

describe('the log', () => {
  test('is read back as it was written, also where the disk takes small portions', () => {
    const disk = memoryDisk()
    disk.faults.portion = 50_021
    const log = newLog(disk)
    const texts = [['一'], ['二', '三'], ['四'.repeat(400_000), '五']]
    let last = { seq: 0, hash: FIRST }
    for (const each of texts) {
      last = append(log, last, each.map(change))
      log.keep()
    }
    const { entries, damages, torn, opening } = surveyOf(disk)
    expect([damages, torn]).toEqual([[], 0])
    expect(opening).toMatchObject({ caseId: 'case-1', deviceId: 'device-1', base: { seq: 0 } })
    expect(entries.map(({ seq, changes }) => [seq, changes])).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
    ])
    const read = entries.map((entry) =>
      withChangeset(disk, KEY, entry, ({ head, changes }) => tally(head, changes).hash),
    )
    expect(read).toEqual(entries.map(({ hash }) => hash))
  })

  test('has each changeset flushed before its transaction may commit', () => {
    const disk = memoryDisk()
    const log = newLog(disk)
    append(log, { seq: 0, hash: FIRST }, [change('一')])
    expect(disk.events.at(-1)).toEqual({ kind: 'flush', name: 'device-1-1.log' })
  })

  test('keeps room ahead and takes it away when it is closed', () => {
    const disk = memoryDisk()
    const log = newLog(disk)
    append(log, { seq: 0, hash: FIRST }, [change('一')])
    const writing = disk.files.get('device-1-1.log')?.length ?? 0
    log.close()
    const closed = disk.files.get('device-1-1.log')?.length ?? 0
    expect(writing).toBeGreaterThan(200_000)
    expect(closed).toBe(surveyOf(disk).end)
  })

  test('goes on in a new segment once one is large, chained to the one before', () => {
    const disk = memoryDisk()
    const log = newLog(disk)
    let last = { seq: 0, hash: FIRST }
    for (let index = 0; index < 7; index += 1) {
      last = append(log, last, [change('字'.repeat(300_000))])
      log.keep()
    }
    expect(segmentsOf(disk).map(({ name }) => name)).toEqual(['device-1-1.log', 'device-1-2.log'])
    const [first, second] = surveyLog(disk, KEY, () => false)
    expect(first?.entries.length).toBe(5)
    expect(second?.opening?.base).toEqual({ seq: 5, hash: first?.entries.at(-1)?.hash })
    const onlyLast = surveyLog(disk, KEY, (hash) => hash === first?.entries.at(-1)?.hash)
    expect(onlyLast.map(({ name }) => name)).toEqual(['device-1-2.log'])
  })

  test('leaves a new segment behind a large one when it is closed', () => {
    const disk = memoryDisk()
    const log = newLog(disk)
    const last = append(log, { seq: 0, hash: FIRST }, [change('字'.repeat(1_500_000))])
    log.keep()
    log.close()
    const [survey] = surveyLog(disk, KEY, (hash) => hash === last.hash)
    expect(survey).toMatchObject({ name: 'device-1-2.log', opening: { base: last }, entries: [] })
  })

  test('names its files after the device, whatever its id', () => {
    expect(segmentName('01J9ZK3V6WQX2', 3)).toBe('01J9ZK3V6WQX2-3.log')
    expect(segmentName('../../etc/passwd', 3)).toMatch(/^[0-9a-f]{26}-3\.log$/)
  })

  test('tells files of another key, and other files, from damage', () => {
    const disk = memoryDisk()
    append(newLog(disk), { seq: 0, hash: FIRST }, [change('一')])
    disk.files.set('notes.txt', Buffer.from('x'))
    disk.files.set('device-1-2.log.new', Buffer.from('x'))
    const other = surveyOf(disk, deriveLogKey(Buffer.alloc(32, 8), 'case-1'))
    expect(other).toMatchObject({ foreign: true, entries: [], damages: [] })
    expect(segmentsOf(disk)).toHaveLength(1)
  })

  test('of a newer version of the app is refused', () => {
    const disk = memoryDisk()
    append(newLog(disk), { seq: 0, hash: FIRST }, [change('一')])
    const bytes = disk.files.get('device-1-1.log') ?? Buffer.alloc(0)
    bytes.writeUInt8(2, 5)
    // The format number alone is one flipped bit, and the frames are readable all the same.
    expect(surveyOf(disk)).toMatchObject({ damages: [{ at: 0, end: 16 }], entries: [{ seq: 1 }] })
    bytes.fill(0x55, 16)
    expect(codesIn(() => surveyOf(disk))).toEqual(['case.newer-format'])
  })
})

describe('damage', () => {
  const disk = memoryDisk()
  const log = newLog(disk)
  let last = { seq: 0, hash: FIRST }
  const ends: number[] = []
  for (let index = 1; index <= 6; index += 1) {
    last = append(log, last, [change(`${index} ${'话'.repeat(20 * index)}`)])
    log.keep()
    ends.push(surveyOf(disk).end)
  }
  log.close()
  const whole = disk.files.get('device-1-1.log') ?? Buffer.alloc(0)

  function surveyWith(alter: (bytes: Buffer) => Buffer) {
    return surveyOf(memoryDisk(new Map([['device-1-1.log', alter(Buffer.from(whole))]])))
  }

  test('of any one byte is seen, and costs no more than the changeset it lies in', () => {
    for (let at = 0; at < whole.length; at += 1) {
      const { entries, damages, torn, opening } = surveyWith((bytes) => {
        bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at)
        return bytes
      })
      expect([at, damages.length > 0 || torn > 0]).toEqual([at, true])
      expect([at, entries.length + (opening ? 1 : 0)]).toEqual([at, at < 16 ? 7 : 6])
    }
  })

  test('at the tail is torn, not damage: nothing that was flushed stands behind it', () => {
    for (let length = (ends[4] ?? 0) + 1; length < whole.length; length += 1) {
      const { entries, damages, torn } = surveyWith((bytes) => bytes.subarray(0, length))
      expect([length, entries.length, damages]).toEqual([length, 5, []])
      expect(torn).toBe(length - (ends[4] ?? 0))
    }
  })

  test('where a later part of the last changeset is there and an earlier one is not is torn too', () => {
    const many = memoryDisk()
    const writing = newLog(many)
    const first = append(writing, { seq: 0, hash: FIRST }, [change('一')])
    writing.keep()
    const { end } = surveyOf(many)
    append(
      writing,
      first,
      Array.from({ length: 9 }, (_, index) => change(`${index}${'长'.repeat(60_000)}`)),
    )
    const bytes = many.files.get('device-1-1.log') ?? Buffer.alloc(0)
    // The power went before the flush: the disk has the last frames, and zeros for the first.
    bytes.fill(0, end, end + 100_000)
    expect(surveyOf(many)).toMatchObject({ damages: [], end, entries: [{ seq: 1 }] })
    expect(surveyOf(many).torn).toBeGreaterThan(100_000)
  })

  test('by frames that were taken out, moved or repeated is seen though each frame is whole', () => {
    const [a = 0, b = 0, c = 0] = ends
    const cut = surveyWith((bytes) => Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]))
    expect([cut.damages.length, cut.entries.length]).toEqual([1, 5])
    const swapped = surveyWith((bytes) =>
      Buffer.concat([
        bytes.subarray(0, a),
        bytes.subarray(b, c),
        bytes.subarray(a, b),
        bytes.subarray(c),
      ]),
    )
    expect(swapped.damages.length).toBeGreaterThan(0)
    const repeated = surveyWith((bytes) => Buffer.concat([bytes, bytes.subarray(a, b)]))
    expect(repeated.damages.length).toBe(1)
  })

  test('of a whole file leaves nothing to read, whatever the noise looks like', () => {
    const noise = Buffer.concat(
      Array.from({ length: 50_000 }, () => Buffer.from('XDFR\u0010\0\0\0ab')),
    )
    expect(surveyWith(() => noise)).toMatchObject({ entries: [], opening: undefined })
  })
})

describe('a disk that is full or fails', () => {
  const changes = [change('一'.repeat(30)), change('二'.repeat(30))]

  test('at any byte leaves exactly the changesets that were saved', () => {
    const needed = 1000
    for (let free = 0; free < needed; free += 7) {
      const disk = memoryDisk()
      const log = newLog(disk)
      const first = append(log, { seq: 0, hash: FIRST }, changes)
      log.keep()
      // Without the room that is kept ahead the next byte is the one that does not fit.
      log.close()
      const again = openOpLog(placeOn(disk), endOf(disk), fresh(2))
      disk.faults.free = free
      const codes = codesIn(() => {
        append(again, first, changes)
        again.keep()
      })
      const failed = codes.length > 0
      expect(codes).toEqual(failed ? ['disk.full'] : [])
      expect(!failed || again.takeBack()).toBe(true)
      expect(surveyOf(disk).entries.length).toBe(failed ? 1 : 2)
      expect(surveyOf(disk).torn).toBe(0)
      disk.faults.free = Infinity
      if (failed) append(again, first, changes)
      expect(surveyOf(disk)).toMatchObject({
        entries: [{ seq: 1 }, { seq: 2 }],
        damages: [],
        torn: 0,
      })
    }
  })

  test('at a flush is not trusted again', () => {
    const disk = memoryDisk()
    const log = newLog(disk)
    const first = append(log, { seq: 0, hash: FIRST }, changes)
    log.keep()
    disk.faults.failFlush = true
    expect(codesIn(() => append(log, first, changes))).toEqual(['disk.failed'])
    expect(log.takeBack()).toBe(false)
    disk.faults.failFlush = false
    expect(codesIn(() => append(log, first, changes))).toEqual(['disk.failed'])
    expect(log.stopped).toBe(true)
  })

  function endOf(disk: MemoryDisk) {
    const { name, end, tag, frames } = surveyOf(disk)
    return { name, position: end, tag, frames }
  }

  function fresh(number: number) {
    return { number, base: { seq: 0, hash: FIRST }, previous: Buffer.alloc(16) }
  }
})
