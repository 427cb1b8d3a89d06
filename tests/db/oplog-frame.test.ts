import { randomBytes } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type Change, FIRST } from '#db/engine/changeset.ts'
import { changesIn, lineCounter, lineOf, spellChangeset } from '#db/engine/oplog/changeset-text.ts'
import { openFrame, OPENS, sealFrame } from '#db/engine/oplog/frame.ts'

const KEY = Buffer.alloc(32, 7)
const PEN = { memberId: 'm', deviceId: 'device-1', command: 'unit.add', at: '2014-06-11T01:20:00Z' }

const HEAD = { ...PEN, seq: 1, previous: FIRST, schema: '0001-changeset' }

function change(text: string): Change {
  return { tableName: 'unit', rowId: 'u1', operation: 'insert', content: JSON.stringify({ text }) }
}

describe('a frame', () => {
  const place = { number: 3, kind: OPENS, previous: randomBytes(16) }
  const body = Buffer.from('群众反映的问题')
  const { sealed } = sealFrame(KEY, place, body)

  test('gives back what was sealed', () => {
    expect(openFrame(KEY, sealed)).toMatchObject({ ...place, body })
  })

  test('is not opened when any one bit of it is another', () => {
    const opened: number[] = []
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      if (openFrame(KEY, flipped)) opened.push(bit)
    }
    expect(opened).toEqual([])
  })

  test('shows nothing of its text', () => {
    expect(sealed.includes('群众')).toBe(false)
  })
})

describe('the text of a changeset', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 40 })
  const anyChange = fc.record({
    tableName: fc.constantFrom('unit', 'problem'),
    rowId: anyText,
    operation: fc.constantFrom('insert', 'update', 'delete'),
    content: fc.dictionary(anyText, anyText, { maxKeys: 4 }).map((each) => JSON.stringify(each)),
  })

  test('gives back every change, whatever its letters', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 1, maxLength: 12 }), (changes) => {
        expect(respelled(changes)).toEqual(changes)
      }),
    )
  })

  test('takes as many frames as it needs, and a line longer than a frame too', () => {
    const changes = ['短', '长'.repeat(800_000), '末'].map(change)
    expect(respelled(changes)).toEqual(changes)
  })

  test('takes lines that are spelled already', () => {
    const changes = ['一', '二\n三\t四', '{"五":6}'].map(change)
    const bodies: Buffer[] = []
    const text = spellChangeset(HEAD, (body) => bodies.push(Buffer.from(body)))
    text.addLines(Buffer.from(changes.map(lineOf).join('')))
    text.close({ hash: FIRST, changes: 3, signature: null })
    expect([...changesIn(bodies)]).toEqual(changes)
  })

  test('is read whole wherever its frames happen to end', () => {
    const changes = ['一', '二二', '三'].map(change)
    const bodies: Buffer[] = []
    const text = spellChangeset(HEAD, (body) => bodies.push(Buffer.from(body)))
    for (const each of changes) text.add(each)
    text.close({ hash: FIRST, changes: 3, signature: null })
    const all = Buffer.concat(bodies)
    for (let at = 1; at < all.length; at += 1) {
      const pieces = [all.subarray(0, at), all.subarray(at)]
      expect([...changesIn(pieces)]).toEqual(changes)
      const lines: Buffer[] = []
      const counter = lineCounter((some) => lines.push(Buffer.from(some)))
      for (const piece of pieces) counter.add(piece)
      expect([counter.count(), Buffer.concat(lines).toString()]).toEqual([
        changes.length,
        changes.map(lineOf).join(''),
      ])
    }
  })

  function respelled(changes: readonly Change[]): readonly Change[] {
    const bodies: Buffer[] = []
    const text = spellChangeset(HEAD, (body) => bodies.push(Buffer.from(body)))
    for (const each of changes) text.add(each)
    text.close({ hash: FIRST, changes: changes.length, signature: null })
    expect(Math.max(...bodies.map(({ length }) => length))).toBeLessThanOrEqual(1_048_576)
    return [...changesIn(bodies)]
  }
})
