import { expect, it } from 'vitest'

import { alignTable } from '#scripts/demo/table.ts'

it('aligns columns by the width that terminals give full-width characters', () => {
  const table = alignTable({
    heads: [
      { text: '问题类型', figure: false },
      { text: '发现/查看', figure: true },
      { text: '用语', figure: false },
    ],
    rows: [
      ['T02 门难进', '26/40', '普遍'],
      ['plain', '3/4', ''],
    ],
  })
  expect(table.split('\n')).toEqual([
    '问题类型    发现/查看  用语',
    '----------  ---------  ----',
    'T02 门难进      26/40  普遍',
    'plain             3/4',
  ])
})

it('draws the heads alone where there are no rows', () => {
  expect(alignTable({ heads: [{ text: '类型', figure: false }], rows: [] })).toBe('类型\n----')
})
