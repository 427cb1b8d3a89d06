import { z } from 'zod'

/**
 * Columns of tens of thousands of values. Each is checked in one loop: a schema that looks at every
 * element on its own takes longer than the database does.
 */
function column<T>(holds: (value: unknown) => value is T) {
  return z.custom<T[]>((values) => Array.isArray(values) && values.every(holds))
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

export const TextColumn = column((value) => typeof value === 'string')
export const CountColumn = column((value): value is number => Number.isInteger(value))
export const DateColumn = column(
  (value): value is string => typeof value === 'string' && DATE.test(value),
)
