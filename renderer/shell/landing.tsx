import { Navigate } from '@tanstack/react-router'

import { casefileContract } from '#db/casefile/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'

/** Leads to the analysis where there is something to analyse, otherwise to the units. */
export function Landing() {
  const { data } = useCaseQuery(casefileContract.summary, {})
  if (!data) return null
  const filled = data.exposures + data.problems > 0
  return <Navigate to={filled ? '/analysis/prevalence' : '/units'} replace />
}
