import { useState } from 'react'

import { type ImportChoices, type ImportPlan, intakeContract } from '#db/intake/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useShellEvent } from '#renderer/lib/shell-client.ts'

export type Progress = { readonly done: number; readonly total: number }

export type PlanState = {
  /** The dry run under these very choices; an earlier one is no answer. */
  readonly plan: ImportPlan | undefined
  readonly error: Error | null
  readonly progress: Progress | null
  readonly retry: () => void
}

/** The dry run of an import, and how far it is. */
export function usePlan(choices: ImportChoices): PlanState {
  const plan = useCaseQuery(intakeContract.plan, choices, { keepPrevious: false })
  const progress = useProgress(intakeContract.plan.name)
  return {
    plan: plan.data,
    error: plan.isFetching ? null : plan.error,
    progress,
    retry: () => void plan.refetch(),
  }
}

/** How far the long call of this name is, as main tells it. */
export function useProgress(call: string): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null)
  useShellEvent((event) => {
    if (event.event !== 'progress' || event.call !== call) return
    setProgress({ done: event.done, total: event.total })
  })
  return progress
}
