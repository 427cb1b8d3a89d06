import { formatDate } from '#renderer/lib/format.ts'

/** Gives the days of a visit in words: one day, or from the first to the last. */
export function useSpanWords(): (startedOn: string, endedOn: string) => string {
  return (startedOn, endedOn) => {
    const start = formatDate(startedOn, { year: true })
    if (startedOn === endedOn) return start
    return `${start} – ${formatDate(endedOn, { year: startedOn.slice(0, 4) !== endedOn.slice(0, 4) })}`
  }
}
