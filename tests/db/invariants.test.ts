import { describe, expect, test } from 'vitest'

import { capturedTables } from '#db/engine/capture.ts'
import { informantEffects, informantMoves } from '#tests/fixtures/informant-moves.ts'
import type { Move } from '#tests/fixtures/moves/capability.ts'
import { capabilityMoves } from '#tests/fixtures/moves/index.ts'
import { newProblem, stepTo } from '#tests/fixtures/moves/problem.ts'
import { filledCase, namesOf, outcomeOf, tried } from '#tests/fixtures/raw.ts'

const newVisit = (id: string) => `insert into visit (id, unitId, startedOn, endedOn, method, notice,
  selection, state, enteredBy, enteredAt) values ('${id}', 'u3', '2014-04-12', '2014-04-12', 'M09',
  'announced', 'chosen', 'open', 'id000002', '2014-04-12T10:00:00.000Z')`
const newLook = (visit: string) => `insert into exposure (id, visitId, unitId, problemType, method,
  nature, result, lookedOn) values ('e9', '${visit}', 'u3', 'T05', 'M09', 'effect', 'found',
  '2014-04-10')`

/** Moves that nothing may make, raw SQL included: the trigger that stands there and its reason. */
const forbidden: readonly Move[] = [
  ['changeIsFrozen', `update change set content = '{}'`, 'changeset.is-frozen'],
  ['changeIsKept', `delete from change where n = 1`, 'changeset.is-kept'],
  [
    'changeIsKept',
    `insert or replace into change select * from change limit 1`,
    'changeset.is-kept',
  ],
  ['changesetIsFrozen', `update changeset set memberId = 'm2'`, 'changeset.is-frozen'],
  ['changesetIsKept', `delete from changeset`, 'changeset.is-kept'],
  [
    'changesetIsKept',
    `insert or replace into changeset select * from changeset`,
    'changeset.is-kept',
  ],
  ['signingKeyIsFrozen', `update signingKey set memberId = 'm3'`, 'changeset.is-frozen'],
  [
    'signingKeyIsFrozen',
    `update signingKey set toAt = null where toAt is not null`,
    'changeset.is-frozen',
  ],
  ['signingKeyIsKept', `delete from signingKey`, 'changeset.is-kept'],
  ['accessIsFrozen', `update access set times = 1`, 'changeset.is-frozen'],
  ['accessIsKept', `delete from access`, 'changeset.is-kept'],
  ['accessIsKept', `insert or replace into access select * from access`, 'changeset.is-kept'],
  ['parameterIsFrozen', `update parameter set value = 6`, 'casefile.parameter-is-frozen'],
  ['parameterIsKept', `delete from parameter`, 'casefile.parameter-is-frozen'],
  [
    'parameterIsKept',
    `insert or replace into parameter values ('p1', 'P-10.small', 6, 'm2', '2014-04-02', '再议')`,
    'casefile.parameter-is-frozen',
  ],
  ['unitIsKept', `delete from unit where id = 'u5'`, 'unit.is-kept'],
  [
    'unitIsNotItsOwnAncestor',
    `update unit set parentId = 'u3' where id = 'u1'`,
    'unit.under-itself',
  ],
  [
    'unitIsNotItsOwnAncestor',
    `update unit set parentId = 'u4' where id = 'u4'`,
    'unit.under-itself',
  ],
  ['problemTypeIsKept', `delete from problemType where id = 'T21'`, 'problem.type-is-kept'],

  ['closedVisitIsFrozen', `update visit set note = '补' where id = 'v2'`, 'visit.is-closed'],
  ['visitIsKept', `delete from visit where id = 'v3'`, 'visit.is-kept'],
  [
    'visitIsKept',
    `insert or replace into visit select * from visit where id = 'v3'`,
    'visit.is-kept',
  ],
  ['exposureOfClosedVisitNoinsert', newLook('v2'), 'visit.is-closed'],
  [
    'exposureOfClosedVisitNoupdate',
    `update exposure set result = 'found' where id = 'e3'`,
    'visit.is-closed',
  ],
  [
    'exposureOfClosedVisitNoupdate',
    `update exposure set visitId = 'v2' where id = 'e2'`,
    'visit.is-closed',
  ],
  ['exposureOfClosedVisitNodelete', `delete from exposure where id = 'e3'`, 'visit.is-closed'],
  [
    'visitMemberOfClosedVisitNoinsert',
    `insert into visitMember values ('vm9', 'v2', 'id000002')`,
    'visit.is-closed',
  ],
  [
    'visitMemberOfClosedVisitNoupdate',
    `update visitMember set memberId = 'id000002' where id = 'vm2'`,
    'visit.is-closed',
  ],
  [
    'visitMemberOfClosedVisitNodelete',
    `delete from visitMember where id = 'vm2'`,
    'visit.is-closed',
  ],
  ...informantMoves,
  ...capabilityMoves.forbidden,
]

/** Triggers that write something themselves: statement, and a query that shows it. */
const effects: readonly Move[] = [...informantEffects, ...capabilityMoves.effects]

/** Moves that make counts stale: the trigger that notes it, and the unit and the part it notes. */
const marks: readonly Move[] = [
  ['staleexposureAdded', newLook('v1'), 'u3 looks'],
  ['staleexposureRemoved', `delete from exposure where id = 'e2'`, 'u2 looks'],
  ['staleexposureChanged', `update exposure set unitId = 'u4' where id = 'e2'`, 'u4 looks'],
  ['staleexposureWas', `update exposure set unitId = 'u4' where id = 'e2'`, 'u2 looks'],
  ['stalevisitChanged', `update visit set notice = 'short' where id = 'v1'`, 'u2 looks'],
  ['staleproblemAdded', newProblem('null', 'u2', 'T02'), 'u2 problems'],
  ['staleproblemChanged', `update problem set unitId = 'u4' where id = 'q2'`, 'u4 problems'],
  ['staleproblemWas', `update problem set unitId = 'u4' where id = 'q2'`, 'u2 problems'],
  ['stalefindAdded', newProblem(`'e1'`, 'u2', 'T02'), 'u2 looks'],
  ['stalefindChanged', stepTo('q1', 'found'), 'u2 looks'],
  ['staleunitMoved', `update unit set level = '31' where id = 'u2'`, 'u2 looks 30'],
  ['staleunitMoved', `update unit set kind = 'K02' where id = 'u2'`, 'u2 problems 30'],
]

test('every forbidden move is refused with its reason, by the trigger that is named', async () => {
  const handle = await filledCase()
  for (const [trigger, statement, code] of forbidden) {
    const refused = tried(handle, () => outcomeOf(handle, statement))
    const without = tried(handle, () => {
      handle.exec(`drop trigger "${trigger}"`)
      return outcomeOf(handle, statement)
    })
    expect([trigger, statement, refused, without]).toEqual([trigger, statement, code, 'done'])
  }
})

test('every effect is the work of the trigger that is named', async () => {
  const handle = await filledCase()
  const shown = (statement: string, probe: string) => {
    handle.exec(statement)
    return handle.prepare(probe).pluck().get()
  }
  for (const [trigger, statement, probe] of effects) {
    const done = tried(handle, () => shown(statement, probe))
    const without = tried(handle, () => {
      handle.exec(`drop trigger "${trigger}"`)
      return shown(statement, probe)
    })
    expect([trigger, done]).not.toEqual([trigger, without])
  }
})

test('every mark is made by the trigger that is named', async () => {
  const handle = await filledCase()
  const stale = (statement: string) => {
    handle.exec(statement)
    return handle.prepare(`select concat_ws(' ', unitId, part, level) from stale`).pluck().all()
  }
  for (const [trigger, statement, key] of marks) {
    expect([trigger, tried(handle, () => stale(statement))]).toEqual([
      trigger,
      expect.arrayContaining([key]),
    ])
    const without = tried(handle, () => {
      handle.exec(`drop trigger "${trigger}"`)
      return stale(statement)
    })
    expect([trigger, without]).toEqual([trigger, expect.not.arrayContaining([key])])
  }
})

describe('nothing is written without a pen', () => {
  test('no row is added, changed or taken away', async () => {
    const handle = await filledCase()
    const withoutFences = (work: () => string) =>
      tried(
        handle,
        () => {
          for (const name of namesOf(handle, 'trigger')) {
            if (!name.startsWith('capture_')) handle.exec(`drop trigger "${name}"`)
          }
          return work()
        },
        null,
      )
    for (const table of capturedTables(handle)) {
      const field = table === 'caseFile' ? 'title' : 'id'
      const update = withoutFences(() =>
        outcomeOf(handle, `update "${table}" set ${field} = ${field} || 'x'`),
      )
      const remove = withoutFences(() => outcomeOf(handle, `delete from "${table}"`))
      const insert = withoutFences(() => {
        // The rows leave their places under a pen, and come back without one.
        handle.exec(`pragma defer_foreign_keys = on;
          create temp table kept as select * from "${table}";
          insert into pen values (1, 2, 'id000002', 'device-1', 'test.raw');
          delete from "${table}"; delete from pen`)
        return outcomeOf(handle, `insert into "${table}" select * from kept`)
      })
      expect([table, update, remove, insert]).toEqual([
        table,
        'write.without-pen',
        'write.without-pen',
        'write.without-pen',
      ])
    }
  })

  test('there is one pen, and it is not left lying about', async () => {
    const handle = await filledCase()
    expect(handle.prepare('select count(*) from pen').pluck().get()).toBe(0)
    const second = (only: number) =>
      tried(handle, () =>
        outcomeOf(handle, `insert into pen values (${only}, 3, 'm2', 'device-1', 'test.raw')`),
      )
    expect(second(1)).toMatch('SQLITE_CONSTRAINT_PRIMARYKEY')
    expect(second(2)).toMatch('SQLITE_CONSTRAINT_CHECK')
  })
})

test('every trigger of the schema stands in one of these tables', async () => {
  const handle = await filledCase()
  const captures = capturedTables(handle).flatMap((table) =>
    ['insert', 'update', 'delete'].map((operation) => `capture_${table}_${operation}`),
  )
  const covered = new Set([
    ...[...forbidden, ...effects, ...marks].map(([trigger]) => trigger),
    ...captures,
  ])
  expect(namesOf(handle, 'trigger')).toEqual([...covered].toSorted())
})

test('what is allowed still goes', async () => {
  const handle = await filledCase()
  const allowed: readonly (readonly [statement: string, command?: string])[] = [
    [newVisit('v9')],
    [newLook('v1')],
    [`update visit set state = 'closed' where id = 'v1'`],
    [`update visit set state = 'open', note = '补记' where id = 'v2'`],
    [`update exposure set visitId = 'v3' where id = 'e2'`],
    [`update unit set parentId = 'u4' where id = 'u3'`],
    [`insert into parameter values ('p2', 'P-10.small', 6, 'm2', '2014-04-02', '再议')`],
    [newProblem(`'e1'`, 'u2', 'T02')],
    [newProblem('null', 'u2', 'T02', 'notSubstantiated'), 'intake.commit'],
    [newProblem('null', 'u2', 'T02', 'notSubstantiated'), 'practice.load'],
    [`${stepTo('q1', 'found')}; ${stepTo('q1', 'reminded')}`],
    [`update problem set state = 'notSubstantiated' where id = 'q2'`],
    [`update envelope set handedTo = '省纪委', handedOn = '2014-04-10' where id = 'en1'`],
    ...capabilityMoves.allowed,
  ]
  for (const [statement, command] of allowed) {
    const outcome = tried(handle, () => outcomeOf(handle, statement), command)
    expect([statement, outcome]).toEqual([statement, 'done'])
  }
})
