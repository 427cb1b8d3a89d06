import type { z } from 'zod'

import type { Bridge } from '#electron/bridge.ts'
import type { Entry } from '#db/kernel/contract.ts'
import { Failure, ReplySchema } from '#db/kernel/failure.ts'

declare global {
  // Only an interface can add a member to the window.
  interface Window {
    readonly xundu: Bridge
  }
}

/** An answer together with the tables it was read from. */
export type Answer<T> = { readonly data: T; readonly reads: readonly string[] }

/** Which of the two doors a call goes through: the open case file, or the machine. */
export type Door = 'call' | 'shell'

/**
 * Sends one call through the bridge and checks what comes back against its contract.
 * Throws a Failure with reason codes.
 */
export async function ask<I extends z.ZodType, O extends z.ZodType>(
  door: Door,
  entry: Entry & { readonly input: I; readonly output: O },
  input: unknown,
): Promise<Answer<z.output<O>>> {
  const reply = ReplySchema.parse(await window.xundu[door](entry.name, input))
  if (!reply.ok) throw failureOf(reply.code, reply.reasons)
  return { data: entry.output.parse(reply.data), reads: reply.reads }
}

type Reasons = readonly { readonly code: string; readonly about?: string[] | undefined }[]

function failureOf(code: Failure['code'], reasons: Reasons): Failure {
  return new Failure(
    code,
    reasons.map((reason) =>
      reason.about ? { code: reason.code, about: reason.about } : { code: reason.code },
    ),
  )
}
