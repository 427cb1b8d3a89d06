import { Failure } from './failure.ts'

/** One thing in the way. `about` names what is missing, so that a page can list it. */
export type Reason = { readonly code: string; readonly about?: readonly string[] }

/**
 * What a rule answers. Rules never throw; they say what is missing. `notes` are warnings (level W of
 * the domain): the work goes on.
 */
export type Verdict<T> =
  | { readonly kind: 'allowed'; readonly value: T; readonly notes?: readonly Reason[] }
  | {
      readonly kind: 'asked'
      readonly value: T
      readonly reasons: readonly Reason[]
      readonly notes?: readonly Reason[]
    }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }

/** Nothing is in the way. */
export function allow<T>(value: T, notes: readonly Reason[] = []): Verdict<T> {
  return { kind: 'allowed', value, ...(notes.length > 0 ? { notes } : {}) }
}

/** Level H: not possible before each reason is gone. */
export function refuse(...reasons: readonly Reason[]): Verdict<never> {
  return { kind: 'refused', reasons }
}

/** What a rule found on its way, by level. */
export type Findings = {
  /** Level H. */
  readonly refused?: readonly Reason[]
  /** Level J: each waits for the leader's reason. */
  readonly asked?: readonly Reason[]
  /** Level W. */
  readonly notes?: readonly Reason[]
  /** Codes of level J that the leader has given his reason for. */
  readonly justified?: readonly string[]
}

/** The verdict on all findings: the strictest level decides, and what is weaker is not hidden. */
export function judge<T>(value: T, findings: Findings): Verdict<T> {
  const { refused = [], asked = [], notes = [], justified = [] } = findings
  if (refused.length > 0) return refuse(...refused)
  const open = asked.filter(({ code }) => !justified.includes(code))
  if (open.length > 0) return { kind: 'asked', value, reasons: open, notes }
  return allow(value, notes)
}

/** What a command does with a verdict: takes the value, or fails with the reasons. */
export function settle<T>(verdict: Verdict<T>): T {
  if (verdict.kind === 'allowed') return verdict.value
  throw new Failure(verdict.kind === 'asked' ? 'needs-reason' : 'refused', verdict.reasons)
}
