import { expect, test } from 'vitest'

import { idlenessOf, NOTICE, watchIdle } from '#electron/idle.ts'

test.each([
  [0, 300, { phase: 'at work' }],
  [300 - NOTICE - 0.001, 300, { phase: 'at work' }],
  [300 - NOTICE, 300, { phase: 'counting', seconds: 30 }],
  [270.4, 300, { phase: 'counting', seconds: 30 }],
  [299.999, 300, { phase: 'counting', seconds: 1 }],
  [300, 300, { phase: 'over' }],
  [10_000, 300, { phase: 'over' }],
  // A limit below the notice counts from its beginning.
  [0, 6, { phase: 'counting', seconds: 6 }],
])('%d of %d seconds without input', (idle, limit, idleness) => {
  expect(idlenessOf(idle, limit)).toEqual(idleness)
})

/** A watch over one minute, on a clock that the test moves by whole seconds. */
function watch() {
  const world = {
    now: 0,
    sitting: null as object | null,
    limit: 60,
    unseen: Infinity,
    screen: false,
    told: [] as (number | null)[],
    locks: 0,
  }
  const { stir, tick } = watchIdle({
    now: () => world.now,
    sitting: () => world.sitting,
    limit: () => world.limit,
    sinceUnseen: () => world.unseen,
    screenIsLocked: () => world.screen,
    tell: (seconds) => world.told.push(seconds),
    lock() {
      world.locks += 1
      world.sitting = null
    },
  })
  function pass(seconds: number) {
    for (let passed = 0; passed < seconds; passed += 1) {
      world.now += 1000
      tick()
    }
  }
  function open() {
    world.sitting = {}
    tick()
  }
  return { world, stir, pass, open }
}

test('counts the last half minute down, then locks, once', () => {
  const { world, pass, open } = watch()
  pass(1000)
  open()
  pass(29)
  expect(world.told).toEqual([])
  pass(30)
  expect(world.told).toEqual(Array.from({ length: 30 }, (_none, passed) => 30 - passed))
  expect(world.locks).toBe(0)
  pass(100)
  expect(world.locks).toBe(1)
})

test('input calls the countdown off, and the time begins anew', () => {
  const { world, stir, pass, open } = watch()
  open()
  pass(40)
  expect(world.told.at(-1)).toBe(20)
  stir()
  expect(world.told.at(-1)).toBeNull()
  pass(59)
  expect(world.locks).toBe(0)
  pass(1)
  expect(world.locks).toBe(1)
})

test('a case that is opened after another has its whole time', () => {
  const { world, pass, open } = watch()
  open()
  pass(60)
  expect(world.locks).toBe(1)
  open()
  pass(59)
  expect([world.locks, world.told.at(-1)]).toEqual([1, 1])
})

test('what is typed into a dialog of the system counts as input', () => {
  const { world, pass, open } = watch()
  open()
  world.unseen = 0
  pass(600)
  expect([world.locks, world.told]).toEqual([0, []])
  // Nobody is at the dialog any more: the clock of the machine goes on.
  world.unseen = 60
  pass(1)
  expect(world.locks).toBe(1)
})

test('a changed limit holds at once, and a locked screen ends all waiting', () => {
  const { world, pass, open } = watch()
  open()
  pass(50)
  world.limit = 600
  pass(1)
  expect(world.told.at(-1)).toBeNull()
  world.screen = true
  pass(1)
  expect(world.locks).toBe(1)
})
