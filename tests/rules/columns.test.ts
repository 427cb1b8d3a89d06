import { expect, test } from 'vitest'

import { CountColumn, DateColumn, TextColumn } from '#db/kernel/columns.ts'

test.each([
  ['texts', TextColumn, ['T01', ''], ['T01', 1]],
  ['counts', CountColumn, [0, 12, -3], [0, 1.5]],
  ['counts', CountColumn, [], [Number.NaN]],
  ['dates', DateColumn, ['2014-06-10'], ['2014-06-10', '2014-6-1']],
] as const)('a column of %s takes these and not others', (_name, column, good, bad) => {
  expect(column.parse([...good])).toEqual(good)
  expect(column.safeParse([...bad]).success).toBe(false)
  expect(column.safeParse(good.join()).success).toBe(false)
})
