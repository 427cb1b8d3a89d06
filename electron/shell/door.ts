import type { z } from 'zod'

import type { Entry } from '#db/kernel/contract.ts'
import { Failure, type Reply } from '#db/kernel/failure.ts'

import { shellContract } from './contract.ts'

type Shell = typeof shellContract

/** One handler for every entry of the machine; the compiler finds a missing one. */
export type ShellHandlers = {
  readonly [K in keyof Shell]: (
    input: z.output<Shell[K]['input']>,
  ) => Promise<z.input<Shell[K]['output']>> | z.input<Shell[K]['output']>
}

type Handle = (input: unknown) => unknown

/**
 * Answers the calls of the machine: parses the input, runs the handler, parses its answer. It
 * never throws; an error that is no Failure goes to `report` and comes back as `call.unexpected`.
 */
export function openShellDoor(
  handlers: ShellHandlers,
  report: (error: unknown) => void,
): (name: unknown, input: unknown) => Promise<Reply> {
  const entries = new Map<unknown, { readonly entry: Entry; readonly handle: Handle }>()
  for (const [key, entry] of Object.entries(shellContract)) {
    // There is one handler for every entry; their types were checked at the call.
    const handle: Handle = Reflect.get(handlers, key)
    entries.set(entry.name, { entry, handle })
  }
  return async (name, input) => {
    try {
      const found = entries.get(name)
      if (!found) throw new Failure('invalid', [{ code: 'call.unknown' }])
      const parsed = found.entry.input.safeParse(input)
      if (!parsed.success) {
        const about = parsed.error.issues.map((issue) => issue.path.join('.'))
        throw new Failure('invalid', [{ code: 'call.malformed', about }])
      }
      const data = found.entry.output.parse(await found.handle(parsed.data))
      return { ok: true, data, reads: [] }
    } catch (error) {
      if (error instanceof Failure) return { ok: false, code: error.code, reasons: error.reasons }
      report(error)
      return { ok: false, code: 'unexpected', reasons: [{ code: 'call.unexpected' }] }
    }
  }
}
