import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

import { casefileContract } from '#db/casefile/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useStillHere } from '#renderer/lib/still-here.ts'

/** Leads to what is to be done today; where nothing was written yet, to the units. */
export function Landing() {
  const navigate = useNavigate()
  const isStillHere = useStillHere('/')
  const { data } = useCaseQuery(casefileContract.summary, {})
  const filled = data && data.visits + data.problems > 0
  useEffect(() => {
    if (filled === undefined || !isStillHere()) return
    void navigate({ to: filled ? '/today' : '/units', replace: true })
  }, [filled, navigate, isStillHere])
  return null
}
