import type { z } from 'zod'

/** A question that the face may ask of a case file. It changes nothing. */
export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly kind: 'query'
  readonly name: string
  readonly input: I
  readonly output: O
}

/** A change that the face may ask for. It happens whole, in one transaction, or not at all. */
export type Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly kind: 'command'
  readonly name: string
  readonly input: I
  readonly output: O
  /** Whether it may add rows by the ten thousand. */
  readonly large: boolean
}

export type Entry = Query | Command
export type Contract = { readonly [key: string]: Entry }

/** Declares a question. The name is `<capability>.<noun>`. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  name: string,
  input: I,
  output: O,
): Query<I, O> {
  return { kind: 'query', name, input, output }
}

/** Declares a change. The name is `<capability>.<verb>`. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  name: string,
  input: I,
  output: O,
): Command<I, O> {
  return { kind: 'command', name, input, output, large: false }
}

/** Declares a change that may add rows by the ten thousand, such as an import. */
export function largeCommand<I extends z.ZodType, O extends z.ZodType>(
  name: string,
  input: I,
  output: O,
): Command<I, O> {
  return { ...command(name, input, output), large: true }
}
