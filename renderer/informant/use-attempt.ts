import { useState } from 'react'

import type { Attempted } from '#db/informant/contract.ts'
import { Failure } from '#db/kernel/failure.ts'

/** How a step that a second passphrase opens is going: whether it runs, and why it failed. */
export type Attempt = {
  readonly pending: boolean
  readonly error: unknown
  /** When the last try ended, to count a wait from. */
  readonly at: number
  /** Answers what the step gave, or undefined where it opened nothing. */
  run<T extends Attempted>(work: () => Promise<T>): Promise<T | undefined>
}

const RESTING = { pending: false, error: null, at: 0 }

/** Runs such a step. What it answers is kept nowhere but by who asked. */
export function useAttempt(): Attempt {
  const [state, setState] = useState<Omit<Attempt, 'run'>>(RESTING)
  return {
    ...state,
    async run(work) {
      setState({ ...RESTING, pending: true })
      try {
        const answer = await work()
        if (answer.reasons.length > 0) throw new Failure('locked', answer.reasons)
        setState(RESTING)
        return answer
      } catch (error) {
        setState({ pending: false, error, at: performance.now() })
        return undefined
      }
    },
  }
}
