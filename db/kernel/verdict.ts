import { Failure } from './failure.ts'

/** One thing in the way. `about` names what is missing, so that a page can list it. */
export type Reason = { readonly code: string; readonly about?: readonly string[] }

/** What a rule answers (level H of the domain). Rules never throw; they say what is missing. */
export type Verdict<T> =
  | { readonly kind: 'allowed'; readonly value: T }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }

/** Nothing is in the way. */
export function allow<T>(value: T): Verdict<T> {
  return { kind: 'allowed', value }
}

/** Level H: not possible before each reason is gone. */
export function refuse(...reasons: readonly Reason[]): Verdict<never> {
  return { kind: 'refused', reasons }
}

/** What a command does with a verdict: takes the value, or fails with the reasons. */
export function settle<T>(verdict: Verdict<T>): T {
  if (verdict.kind === 'allowed') return verdict.value
  throw new Failure(verdict.kind, verdict.reasons)
}
