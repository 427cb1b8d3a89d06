import { expect, test } from 'vitest'

import { Failure } from '#db/kernel/failure.ts'
import { judge, settle } from '#db/kernel/verdict.ts'

const cannot = { code: 'round.night-missing', about: ['2014-06-03'] }
const why = { code: 'round.only-in-town' }
const mind = { code: 'round.few-back-yards' }

test('what cannot be hides nothing behind a reason of the leader', () => {
  const verdict = judge('closed', { refused: [cannot], asked: [why], justified: [why.code] })
  expect(verdict).toEqual({ kind: 'refused', reasons: [cannot] })
  expect(() => settle(verdict)).toThrow(new Failure('refused', [cannot]))
})

test('what asks for a reason waits until the leader has given one for that very code', () => {
  const asked = { asked: [why], notes: [mind] }
  const open = judge('closed', { ...asked, justified: ['round.other'] })
  expect(open).toEqual({ kind: 'asked', value: 'closed', reasons: [why], notes: [mind] })
  expect(() => settle(open)).toThrow(new Failure('needs-reason', [why]))
  expect(settle(judge('closed', { ...asked, justified: [why.code] }))).toBe('closed')
})

test('a warning stops nothing and is told', () => {
  const verdict = judge('closed', { notes: [mind] })
  expect(verdict).toEqual({ kind: 'allowed', value: 'closed', notes: [mind] })
  expect(settle(verdict)).toBe('closed')
})
