import type { CaseFile } from './case-file.ts'
import { withFootprint } from './footprint.ts'
import type { Host } from './handlers.ts'

/** Work on what settlers left for later, in the pauses between calls. */
export type Tending = {
  /** Goes on if something is left and nobody is at it. */
  begin(): void
  /** Stops after the portion at hand. */
  end(): Promise<void>
}

/** Lets a call come in: statements of SQLite hold the thread. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** Tells which tables were written; what goes wrong is reported, and tried again after the next change. */
export function tendingOf(
  file: CaseFile,
  tell: (tables: readonly string[]) => void,
  host: Pick<Host, 'report'>,
): Tending {
  const state = { ended: false }
  let work: Promise<void> | undefined

  async function goOn(): Promise<void> {
    while (!state.ended && file.unsettled) {
      const [, { writes }] = await withFootprint(() => file.settleMore())
      if (writes.size > 0) tell([...writes])
      await breathe()
    }
  }

  return {
    begin() {
      if (state.ended || !file.unsettled) return
      work ??= goOn()
        .catch((error: unknown) => host.report(error))
        .finally(() => {
          work = undefined
        })
    },
    async end() {
      state.ended = true
      await work
    },
  }
}
