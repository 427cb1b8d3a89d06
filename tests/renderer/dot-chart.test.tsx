import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test } from 'vitest'

import { PrevalenceQuery, type TypeRow } from '#db/prevalence/contract.ts'
import { type DotRow, layoutDots } from '#renderer/charts/dot-chart-layout.ts'
import { DotRowView } from '#renderer/charts/dot-row.tsx'
import { textWidth, wrapText } from '#renderer/charts/text-width.ts'
import {
  dotHeads,
  dotRows,
  formatThreshold,
  thresholdsOf,
} from '#renderer/prevalence/chart-rows.ts'
import type { Speaker } from '#renderer/prevalence/speaker.ts'
import { answerOf, speakerIn, typeRow } from '#tests/fixtures/speaker.ts'

const query = PrevalenceQuery.parse({ levels: ['30'] })
const codes = ['T01', 'T02', 'T03', 'T07', 'T14', 'T18', 'T21', 'F1']

const counted: fc.Arbitrary<TypeRow> = fc
  .record({
    code: fc.constantFrom(...codes),
    examined: fc.integer({ min: 0, max: 400 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    unannounced: fc.boolean(),
  })
  .map(({ code, examined, share, unannounced }) =>
    typeRow(code, {
      examined,
      found: Math.round(examined * share),
      unannounced: unannounced ? examined : 0,
      otherExamined: 1,
      frame: 500,
    }),
  )

let speaker: Speaker
beforeAll(async () => {
  speaker = await speakerIn('zh-CN')
})

function rowsOf(rows: readonly TypeRow[]): readonly DotRow[] {
  return dotRows(answerOf(rows), speaker)
}

describe('rows', () => {
  test('have share, interval and range where they may, and a reason where they may not', () => {
    const [said, unsaid] = rowsOf([
      typeRow('T02', { examined: 12, found: 9, frame: 17 }),
      typeRow('T03', { examined: 4, found: 3, frame: 17 }),
    ])
    expect(said).toMatchObject({
      shape: 'diamond',
      share: '75%',
      interval: '47–91%',
      range: '10–14',
      places: '4/4',
      strong: true,
      instead: '',
    })
    expect(unsaid).toMatchObject({ point: null, share: '', interval: '', range: '', found: 3 })
    expect(unsaid?.instead).toContain('4')
  })

  test('leave out what nobody looked for', () => {
    expect(rowsOf([typeRow('T02', { problems: 3 })])).toEqual([])
  })

  test('5 to 9 units are not printed in bold', () => {
    expect(rowsOf([typeRow('T02', { examined: 9, found: 3 })])[0]?.strong).toBe(false)
  })

  test('a third is set as a third', () => {
    expect([formatThreshold(1 / 3), formatThreshold(0.2), formatThreshold(0.34)]).toEqual([
      '1/3',
      '20%',
      '34%',
    ])
  })
})

test('the two lines of the chart stand where the group has set them', () => {
  const parameters = { smallest: 5, small: 10, isolatedBelow: 0.15, prevalentFrom: 1 / 3 }
  const lines = thresholdsOf(answerOf([], { parameters }), speaker)
  expect(lines.map(({ at }) => at)).toEqual([0.15, 1 / 3])
  expect(lines[0]?.label).toContain('15%')
  expect(lines[1]?.label).toContain('1/3')
})

describe('layout', () => {
  test('rows stand under each other, and no text runs out of its place, at any width', () => {
    fc.assert(
      fc.property(
        fc.array(counted, { minLength: 1, maxLength: 21 }),
        fc.integer({ min: 420, max: 1600 }),
        (rows, width) => {
          const heads = dotHeads(answerOf(rows), query, speaker)
          const layout = layoutDots(rowsOf(rows), heads, width)
          let top = 0
          for (const row of layout.rows) {
            expect(row.top).toBe(top)
            top += row.height
            expect(row.lines.join('')).toBe(row.name.replaceAll(/\s+/g, ''))
            expect(row.height).toBeGreaterThanOrEqual(26)
          }
          expect(layout.height).toBe(layout.head + top)
          expect(layout.plot.width).toBeGreaterThan(0)
          const edges = Object.values(layout.columns)
          expect(edges).toEqual(edges.toSorted((a, b) => a - b))
          expect(layout.columns.word).toBeLessThan(width)
        },
      ),
    )
  })

  test('columns leave one by one as room gets short; count, interval and word stay', () => {
    const rows = rowsOf([typeRow('T02', { examined: 12, found: 9, frame: 17 })])
    const heads = dotHeads(answerOf([]), query, speaker)
    const columns = (width: number) => Object.keys(layoutDots(rows, heads, width).columns)
    expect(columns(1200)).toEqual(['count', 'share', 'interval', 'range', 'places', 'word'])
    expect(columns(700)).toEqual(['count', 'share', 'interval', 'range', 'word'])
    expect(columns(650)).toEqual(['count', 'share', 'interval', 'word'])
    expect(columns(480)).toEqual(['count', 'interval', 'word'])
  })

  test('a text is broken into lines that fit, and nothing of it is lost', () => {
    const texts = fc.string({
      unit: fc.constantFrom(...Array.from('群众办事难、拖欠克扣ab c')),
      maxLength: 60,
    })
    fc.assert(
      fc.property(texts, fc.integer({ min: 60, max: 400 }), (text, width) => {
        const lines = wrapText(text, width, 13)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines.filter((each) => !/^[ab c、]+$/.test(each))) {
          expect(textWidth(line.replaceAll('、', ''), 13)).toBeLessThanOrEqual(width)
        }
      }),
    )
  })
})

describe('the drawing', () => {
  /** The rows as they are drawn; points and intervals are laid over them by the chart. */
  function draw(rows: readonly TypeRow[], width = 1100): string {
    const answer = answerOf(rows)
    const layout = layoutDots(dotRows(answer, speaker), dotHeads(answer, query, speaker), width)
    return renderToStaticMarkup(
      <svg>
        {layout.rows.map((row, index) => (
          <DotRowView
            key={row.id}
            row={row}
            index={index}
            layout={layout}
            noShare="不给比例和区间"
            live={undefined}
          />
        ))}
      </svg>,
    )
  }

  test('is its own table: every name, count, share, interval and word stands in it as text', () => {
    const drawn = draw([
      typeRow('T02', { examined: 12, found: 9, frame: 17 }),
      typeRow('T03', { examined: 4, found: 3, frame: 17 }),
    ])
    for (const part of ['T02', '75%', '47–91%', '10–14', '普遍', '待查', '不给比例和区间']) {
      expect(drawn).toContain(part)
    }
  })

  test('holds no number that is none, whatever was counted', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(counted, {
          minLength: 1,
          maxLength: 8,
          selector: ({ problemType }) => problemType,
        }),
        (rows) => {
          const drawn = draw(rows)
          expect(drawn).not.toMatch(/NaN|undefined|Infinity/)
          for (const row of rowsOf(rows)) expect(drawn).toContain(row.code)
        },
      ),
      { numRuns: 25 },
    )
  })
})
