import fc from 'fast-check'
import { expect, it } from 'vitest'

import { closer, type Room } from '#renderer/report/use-fit.ts'

const PAGE = 1000

/** Fits a sheet whose rows and sentences have these heights, above a part that always stands. */
function fitted(most: Room, rowHeight: number, sentenceHeight: number, always: number) {
  const heightOf = ({ rows, sentences }: Room) =>
    always + rows * rowHeight + sentences * sentenceHeight
  let fit = { ...most, settled: false }
  while (!fit.settled) fit = closer(fit, heightOf(fit))
  return { fit, height: heightOf(fit) }
}

it('leaves out nothing where all has room', () => {
  expect(fitted({ rows: 16, sentences: 6 }, 21, 54, 200).fit).toMatchObject({
    rows: 16,
    sentences: 6,
  })
})

it('leaves out sentences before rows, and keeps two', () => {
  expect(fitted({ rows: 25, sentences: 6 }, 21, 54, 200).fit).toMatchObject({
    rows: 25,
    sentences: 5,
  })
  expect(fitted({ rows: 70, sentences: 6 }, 21, 54, 200).fit).toMatchObject({ sentences: 2 })
})

it('takes no more rows than it must', () => {
  const { fit, height } = fitted({ rows: 70, sentences: 0 }, 21, 54, 200)
  expect(fit.rows).toBeLessThan(70)
  expect(height).toBeLessThanOrEqual(PAGE + 12)
  expect(height).toBeGreaterThan(PAGE - 21)
})

it('ends on one page wherever eight rows have room', () => {
  const some = (least: number, most: number) => fc.integer({ min: least, max: most })
  fc.assert(
    fc.property(
      some(0, 200),
      some(0, 6),
      some(21, 80),
      some(18, 90),
      some(100, 350),
      (rows, sentences, rowHeight, sentenceHeight, always) => {
        const { height } = fitted({ rows, sentences }, rowHeight, sentenceHeight, always)
        expect(height).toBeLessThanOrEqual(PAGE + 12)
      },
    ),
  )
})
