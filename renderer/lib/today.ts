import { useQueryClient } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { useEffect } from 'react'

import { casefileContract } from '#db/casefile/contract.ts'

import { useCaseQuery } from './case-client.ts'

/** How often a window that stays open looks whether the day is over, in milliseconds. */
const LOOK_EVERY = 30_000

/** Today as the open case counts it, `YYYY-MM-DD`: a practice case stands in June 2014. */
export function useToday(): string {
  return useCaseQuery(casefileContract.summary, {}).data?.today ?? calendarDay()
}

/** Asks everything anew once the day has changed: what was not late is late now. */
export function useNewDays(): void {
  const client = useQueryClient()
  useEffect(() => {
    let day = calendarDay()
    const look = () => {
      if (calendarDay() === day) return
      day = calendarDay()
      void client.invalidateQueries({ queryKey: ['case'] })
    }
    const timer = setInterval(look, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [client])
}

function calendarDay(): string {
  return dayjs().format('YYYY-MM-DD')
}
