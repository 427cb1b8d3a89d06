import { Failure } from '#db/kernel/failure.ts'

/** The dialogs of the system that the app has open. */
export type Dialogs = {
  /**
   * Asks through a dialog of the system. A lock does not wait for it: what is answered after one is
   * refused with `case.locked`, for the person who answers may be another.
   */
  ask<T>(show: () => Promise<T>): Promise<T>
  /** Whether one is open. What is typed in it passes the page by. */
  isOpen(): boolean
}

/** Keeps count of the dialogs. `sitting` tells the sittings with a case apart. */
export function keepDialogs(sitting: () => unknown): Dialogs {
  let count = 0
  return {
    async ask(show) {
      const begun = sitting()
      count += 1
      try {
        const answer = await show()
        if (sitting() !== begun) throw new Failure('locked', [{ code: 'case.locked' }])
        return answer
      } finally {
        count -= 1
      }
    },
    isOpen: () => count > 0,
  }
}
