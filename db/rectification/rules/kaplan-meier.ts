export type Duration = { readonly days: number; readonly closed: boolean }

/** One step of the curve: the share that is still open after so many days. */
export type SurvivalStep = {
  readonly days: number
  readonly atRisk: number
  readonly closed: number
  readonly open: number
  /** 95% bounds; null where nothing is left to say (share 0 or 1). */
  readonly low: number | null
  readonly high: number | null
}

/** The 97.5% point of the normal distribution. */
const Z = 1.959_963_984_540_054

/**
 * The share of problems that are still open, by days since each was confirmed (Kaplan & Meier 1958).
 * What is still open today is censored: it counts until its day and no longer. A problem that is
 * censored on the day another is closed still counts on that day. The variance is Greenwood's
 * (1926), the bounds are of log(−log S) and so stay within 0 and 1 (Kalbfleisch & Prentice 1980).
 */
export function kaplanMeier(durations: readonly Duration[]): readonly SurvivalStep[] {
  const days = durations.filter(({ closed }) => closed).map((each) => each.days)
  const times = [...new Set(days)].toSorted((one, other) => one - other)
  let open = 1
  let greenwood = 0
  return times.map((time) => {
    const atRisk = durations.filter((each) => each.days >= time).length
    const closed = days.filter((each) => each === time).length
    open *= 1 - closed / atRisk
    greenwood +=
      atRisk === closed ? Number.POSITIVE_INFINITY : closed / (atRisk * (atRisk - closed))
    return { days: time, atRisk, closed, open, ...boundsOf(open, greenwood) }
  })
}

function boundsOf(open: number, greenwood: number): Pick<SurvivalStep, 'low' | 'high'> {
  if (open <= 0 || open >= 1) return { low: null, high: null }
  const width = (Z * Math.sqrt(greenwood)) / Math.abs(Math.log(open))
  return { low: open ** Math.exp(width), high: open ** Math.exp(-width) }
}

/** Days until half are closed: the first at which half or fewer are open; null before that. */
export function medianDays(steps: readonly SurvivalStep[]): number | null {
  return steps.find(({ open }) => open <= 0.5)?.days ?? null
}
