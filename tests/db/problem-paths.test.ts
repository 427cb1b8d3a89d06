import { expect, test } from 'vitest'

import { ProblemState } from '#db/problem/contract.ts'
import { problemMachine } from '#db/problem/rules.ts'
import { filledCase, namesOf, outcomeOf, tried } from '#tests/fixtures/raw.ts'

const problem = (state: string) => `insert into problem (id, no, unitId, foundOn, problemType, what,
  severity, source, state, enteredBy, enteredAt, confirmedBy, confirmedOn, mergedInto)
  values ('q70', 70, 'u2', '2014-04-08', 'T02', '事', 'ordinary', 'masses', '${state}', 'id000002', '2014',
  'm2', '2014-04-12', ${state === 'merged' ? `'q1'` : 'null'})`
const move = (to: string) => `update problem set state = '${to}',
  mergedInto = ${to === 'merged' ? `'q1'` : 'null'} where id = 'q70'`

test('INV-22, INV-41: every pair of states that SM1 does not join is refused by the database', async () => {
  const handle = await filledCase()
  const others = namesOf(handle, 'trigger').filter((name) => name !== 'problemStepIsOpen')
  const outcomes = tried(handle, () => {
    for (const name of others) handle.exec(`drop trigger "${name}"`)
    return ProblemState.options.flatMap((from) =>
      ProblemState.options
        .filter((to) => to !== from)
        .map((to) => {
          handle.exec(`savepoint pair; ${problem(from)}`)
          const outcome = outcomeOf(handle, move(to))
          handle.exec('rollback to pair; release pair')
          return [`${from}>${to}`, outcome]
        }),
    )
  })
  const open = ProblemState.options.flatMap((from) =>
    Object.values(problemMachine[from]).map((to) => `${from}>${to}`),
  )
  expect(outcomes).toEqual(
    outcomes.map(([pair = '']) => [pair, open.includes(pair) ? 'done' : 'problem.step-not-open']),
  )
  expect(outcomes.filter(([, outcome]) => outcome === 'done')).toHaveLength(open.length)
})

test('INV-41: a new problem starts as a lead, whatever state raw SQL gives it', async () => {
  const handle = await filledCase()
  for (const state of ProblemState.options) {
    const outcome = tried(handle, () => outcomeOf(handle, problem(state)))
    expect([state, outcome]).toEqual([state, state === 'lead' ? 'done' : 'problem.starts-as-lead'])
  }
})
