import { addDays, daysBetween } from './dates.ts'

/** The day on which every practice case begins: the week after its last round. */
export const PRACTICE_DAY = '2014-06-30'

/**
 * Today in a practice case. What it holds ends in June 2014, so its calendar stands there on the day
 * on which it was made, and goes on by a day with each real day after.
 */
export function practiceToday(madeOn: string, today: string): string {
  return addDays(PRACTICE_DAY, Math.max(0, daysBetween(madeOn, today)))
}
