import { Failure } from './failure.ts'

/** One thing in the way. `about` names what is missing, so that a page can list it. */
export type Reason = { readonly code: string; readonly about?: readonly string[] }

/** What a rule answers (levels H and J of the domain). Rules never throw; they say what is missing. */
export type Verdict<T> =
  | { readonly kind: 'allowed'; readonly value: T }
  | { readonly kind: 'questioned'; readonly value: T; readonly reasons: readonly Reason[] }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }

/** Nothing is in the way. */
export function allow<T>(value: T): Verdict<T> {
  return { kind: 'allowed', value }
}

/** Level J: the leader may go on by stating why, and the statement is kept. */
export function question<T>(value: T, ...reasons: readonly Reason[]): Verdict<T> {
  return { kind: 'questioned', value, reasons }
}

/** Level H: not possible before each reason is gone. */
export function refuse(...reasons: readonly Reason[]): Verdict<never> {
  return { kind: 'refused', reasons }
}

/** What a command does with a verdict: takes the value, or fails with the reasons. */
export function settle<T>(verdict: Verdict<T>, statedReason?: string): T {
  if (verdict.kind === 'allowed') return verdict.value
  if (verdict.kind === 'questioned' && statedReason !== undefined && statedReason !== '') {
    return verdict.value
  }
  throw new Failure(verdict.kind, verdict.reasons)
}
