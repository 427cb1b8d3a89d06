import { useMutation } from '@tanstack/react-query'

import { type ImportChoices, intakeContract } from '#db/intake/contract.ts'
import { Failure } from '#db/kernel/failure.ts'
import { askCase } from '#renderer/lib/case-client.ts'

import type { FlowControl } from './use-flow.ts'

/**
 * Imports all rows or none. It goes on when the page is left; what came of it waits in the flow.
 * Stopped by the person, nothing was written and the dry run stands as before.
 */
export function useImport({ change }: FlowControl) {
  return useMutation({
    mutationFn: (choices: ImportChoices) => askCase(intakeContract.commit, choices),
    onMutate: () => change((flow) => ({ ...flow, isRunning: true, error: null })),
    onSuccess: (result, { stageId }) =>
      change((flow) =>
        flow.ledger.stageId === stageId ? { ...flow, isRunning: false, result } : flow,
      ),
    onError: (error) =>
      change((flow) => ({ ...flow, isRunning: false, error: isStopped(error) ? null : error })),
    networkMode: 'always',
  })
}

function isStopped(error: Error): boolean {
  return error instanceof Failure && error.code === 'cancelled'
}
