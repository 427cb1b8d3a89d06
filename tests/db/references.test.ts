import { expect, test } from 'vitest'

import { capabilityMoves } from '#tests/fixtures/moves/index.ts'
import { filledCase } from '#tests/fixtures/raw.ts'
import { columnsOf, ownTables, withoutTriggers } from '#tests/fixtures/schema.ts'

/** Columns that name a row of another table without a foreign key, each with the reason. */
const loose: Readonly<Record<string, string>> = {
  'ledgerName.targetId': 'of two tables',
  'change.rowId': 'of any table',
  'pen.memberId': 'told by the door',
  'changeset.memberId': 'a member of another device may not have come over yet',
  'signingKey.memberId': 'a key may be known before its member',
  'draft.memberId': 'a draft is no record',
  'access.memberId': 'a passphrase is tried before the case is open',
  'access.aboutId': 'a key may be known before its member',
  'access.deviceId': 'devices have no table',
  'caseFile.caseId': 'the name of the folder',
  'pen.deviceId': 'devices have no table',
  'changeset.deviceId': 'devices have no table',
  'examination.unitId': 'counted from exposures',
  'unitLook.prefectureId': 'taken from units, empty where there is none',
  'unitLook.unitId': 'counted from exposures',
  'unitProblem.unitId': 'counted from problems',
  'unitProblem.enteredBy': 'counted from problems',
  'lookGroup.prefectureId': 'counted from units, empty where there is none',
  'unitGroup.prefectureId': 'counted from units, empty where there is none',
  'observerGroup.prefectureId': 'counted from units, empty where there is none',
  'observerGroup.enteredBy': 'counted from problems',
  'stale.unitId': 'taken from exposures',
  'informantKey.informantId': 'goes with the text that it opens',
  'informantOpening.deviceId': 'devices have no table',
  'stale.prefectureId': 'taken from units',
  ...capabilityMoves.loose,
}

test('a row names only rows that are there, wherever it names one of another table', async () => {
  const handle = await filledCase()
  const outcome = withoutTriggers(handle)
  const keys = ownTables(handle).flatMap((table) =>
    handle
      .prepare<[], { column: string; target: string }>(
        `select "from" as "column", "table" as target from pragma_foreign_key_list('${table}')`,
      )
      .all()
      .map((key) => ({ table, ...key })),
  )
  for (const { table, column } of keys) {
    const statement = `update "${table}" set "${column}" = 'none'
      where id = (select min(id) from "${table}")`
    handle.pragma('ignore_check_constraints = on')
    const result = outcome(statement)
    handle.pragma('ignore_check_constraints = off')
    expect([table, column, result]).toEqual([
      table,
      column,
      expect.stringContaining('SQLITE_CONSTRAINT_FOREIGNKEY'),
    ])
  }
  const named = columnsOf(handle, `name glob '*[a-z]Id' or name in ('enteredBy', 'setBy', 'by')`)
  const free = named
    .map(({ table, name }) => `${table}.${name}`)
    .filter((place) => !keys.some(({ table, column }) => place === `${table}.${column}`))
  expect(free.toSorted()).toEqual(Object.keys(loose).toSorted())
})
