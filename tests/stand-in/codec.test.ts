import fc from 'fast-check'
import { expect, test } from 'vitest'

import { codec } from './page/scripts.ts'

const values = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
})

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(values, (value) => {
      const cloned = structuredClone(value)
      expect(codec.decode(codec.encode(cloned))).toStrictEqual(cloned)
    }),
  )
})

test.for([
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a promise', Promise.resolve()],
  ['a function deep inside', { list: [{ work: () => 1 }] }],
])('%s is refused', ([, value]) => {
  expect(() => codec.encode(value)).toThrow('An object could not be cloned.')
})

test('a cycle is refused by name, a repeated object is not', () => {
  const shared = { name: '案卷' }
  expect(codec.decode(codec.encode([shared, shared]))).toEqual([shared, shared])
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  expect(() => codec.encode(cyclic)).toThrow('cyclic')
})

test('errors keep their class, message and cause', () => {
  const back = codec.decode(codec.encode(new RangeError('越界', { cause: 7 })))
  expect(back).toBeInstanceOf(RangeError)
  expect(back).toMatchObject({ message: '越界', cause: 7 })
})
