import fc from 'fast-check'
import { expect, test } from 'vitest'

import { hashOfLedger, packLedger, unpackLedger } from '#db/engine/packed-ledger.ts'
import type { LedgerFile, ReadRows } from '#db/engine/staging.ts'

function ledger(rows: ReadRows, name = '台账', firstRow = 1): LedgerFile<ReadRows> {
  const sheets = [
    { name, rows, firstRow },
    { name: '附表', rows: [['甲', '乙']], firstRow: 3 },
  ]
  return { format: 'csv', encoding: 'utf-8', date1904: false, sheets, warnings: [] }
}

function repacked(file: LedgerFile<ReadRows>): LedgerFile {
  const { frame, parts } = packLedger(file)
  return unpackLedger(structuredClone(frame), structuredClone(parts))
}

const cell = fc.string({ unit: 'binary', maxLength: 6 })
const anyRows = fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 30 })

test('a ledger comes out as it went in, whatever its cells hold', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { sheets, ...rest } = repacked(ledger(rows))
      expect(rest).toMatchObject({ format: 'csv', encoding: 'utf-8', date1904: false })
      expect(sheets.map((sheet) => sheet.rows.slice(0, sheet.rows.length))).toEqual([
        rows,
        [['甲', '乙']],
      ])
    }),
  )
})

test('rows beyond the first part are found, one at a time and many together', () => {
  const rows = Array.from({ length: 2500 }, (_row, at) => [String(at), `第${at}行`])
  const packed = repacked(ledger(rows)).sheets[0]?.rows
  for (const at of [0, 999, 1000, 1001, 2499, 1000]) expect(packed?.at(at)).toEqual(rows[at])
  expect(packed?.at(2500)).toBe(undefined)
  expect(packed?.slice(990, 1010)).toEqual(rows.slice(990, 1010))
  expect(packed?.slice(2490, 9999)).toEqual(rows.slice(2490))
  expect(packed?.slice(5, 5)).toEqual([])
})

test('the hash tells content alone, packed or not', () => {
  const rows = [
    ['单位', '问题'],
    ['石梁县', '窗口无人'],
  ]
  const hash = hashOfLedger(ledger(rows))
  expect(hashOfLedger(repacked(ledger(rows)))).toBe(hash)
  expect(hashOfLedger(ledger(rows, '改了名'))).toBe(hash)
  const others = [
    ledger([['单位问题'], ['石梁县', '窗口无人']]),
    ledger([['单位', '问题', '石梁县', '窗口无人']]),
    ledger([...rows, []]),
    ledger(rows, '台账', 2),
    ledger([rows[0] ?? [], ['石梁县窗', '口无人']]),
  ]
  for (const other of others) expect(hashOfLedger(other)).not.toBe(hash)
})
