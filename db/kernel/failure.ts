import { z } from 'zod'

export const FailureCode = z.enum([
  'invalid',
  'not-found',
  'refused',
  'needs-reason',
  'locked',
  'cancelled',
  'unexpected',
])
export type FailureCode = z.infer<typeof FailureCode>

const FailureReason = z.object({ code: z.string(), about: z.array(z.string()).optional() })
type FailureReason = { readonly code: string; readonly about?: readonly string[] }

/** The only error that crosses a process boundary. The face finds the words for each reason. */
export class Failure extends Error {
  override name = 'Failure'
  readonly code: FailureCode
  readonly reasons: readonly FailureReason[]

  constructor(code: FailureCode, reasons: readonly FailureReason[], options?: ErrorOptions) {
    super(`${code}: ${reasons.map((reason) => reason.code).join(', ')}`, options)
    this.code = code
    this.reasons = reasons
  }
}

/** The answer to one call. `reads` names the tables that the answer was read from. */
export type Reply =
  | { readonly ok: true; readonly data: unknown; readonly reads: readonly string[] }
  | {
      readonly ok: false
      readonly code: FailureCode
      readonly reasons: readonly FailureReason[]
    }

/** Checks a reply that came from another process. */
export const ReplySchema = z.union([
  z.object({ ok: z.literal(true), data: z.unknown(), reads: z.array(z.string()) }),
  z.object({ ok: z.literal(false), code: FailureCode, reasons: z.array(FailureReason) }),
])
