import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import hypergeometricCdf from '@stdlib/stats-base-dists-hypergeometric-cdf'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'

/** Two limits. Shares lie between 0 and 1; ranges of units are whole numbers. */
export type Interval = { readonly low: number; readonly high: number }

/** Score interval of a share x/n (Wilson 1927), good for small n (Brown, Cai & DasGupta 2001). */
export function wilson(x: number, n: number, confidence = 0.95): Interval {
  checkCounts(x, n)
  const z = normalQuantile(1 - tail(confidence), 0, 1)
  const share = x / n
  const centre = share + (z * z) / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return {
    low: x === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: x === n ? 1 : Math.min(1, (centre + reach) / scale),
  }
}

/** Exact binomial interval of a share x/n (Clopper & Pearson 1934); never too narrow. */
export function clopperPearson(x: number, n: number, confidence = 0.95): Interval {
  checkCounts(x, n)
  const alpha = tail(confidence)
  return {
    low: x === 0 ? 0 : betaQuantile(alpha, x, n - x + 1),
    high: x === n ? 1 : betaQuantile(1 - alpha, x + 1, n - x),
  }
}

/**
 * How many of the N units of a frame may have what x of n drawn ones have: all M with
 * P(X ≥ x | M) > α/2 and P(X ≤ x | M) > α/2 (inversion of the hypergeometric distribution). Whole
 * units, both limits included. Meant for draws without replacement from a known frame.
 */
export function hypergeometricRange(
  x: number,
  n: number,
  frame: number,
  confidence = 0.95,
): Interval {
  const key = `${x} ${n} ${frame} ${confidence}`
  const known = ranges.get(key)
  if (known) return known
  if (ranges.size >= RANGES_KEPT) ranges.clear()
  const range = invert(x, n, frame, confidence)
  ranges.set(key, range)
  return range
}

/** A page asks for the same few counts again and again, and each inversion is a long search. */
const ranges = new Map<string, Interval>()
const RANGES_KEPT = 2000

function invert(x: number, n: number, frame: number, confidence: number): Interval {
  checkCounts(x, n)
  if (!Number.isInteger(frame) || frame < n) {
    throw new RangeError(`a frame of ${frame} cannot hold ${n} examined units`)
  }
  const alpha = tail(confidence)
  const least = x
  const most = frame - (n - x)
  const atLeast = (units: number) => (x === 0 ? 1 : 1 - atMostFound(x - 1, n, frame, units))
  const atMost = (units: number) => atMostFound(x, n, frame, units)
  return {
    low: firstWhere(least, most, (units) => exceeds(atLeast(units), alpha)),
    high:
      firstWhere(least, most + 1, (units) => units > most || !exceeds(atMost(units), alpha)) - 1,
  }
}

/**
 * P(X ≤ x) of n drawn from a frame with so many marked units. The package sums down from x, and a
 * term at x too small for a number makes its sum 0; above the mean the mirror image is summed.
 */
function atMostFound(x: number, n: number, frame: number, units: number): number {
  return x * frame < n * units
    ? hypergeometricCdf(x, frame, units, n)
    : 1 - hypergeometricCdf(n - x - 1, frame, frame - units, n)
}

/** Counts give tails that equal α/2 to the last digit, which rounding must not lift above it. */
function exceeds(tailProbability: number, alpha: number): boolean {
  return tailProbability - alpha > 1e-10
}

/** Upper limit of a share when none of n had it: 1 − 0.05^(1/n), about 3/n (Hanley & Lippman-Hand 1983). */
export function ruleOfThree(n: number, confidence = 0.95): number {
  checkCounts(0, n)
  return 1 - (1 - confidence) ** (1 / n)
}

/** The smallest whole number in the range that meets a condition which, once met, stays met. */
function firstWhere(low: number, high: number, met: (value: number) => boolean): number {
  let from = low
  let to = high
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (met(middle)) to = middle
    else from = middle + 1
  }
  return from
}

function tail(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence must lie between 0 and 1, not ${confidence}`)
  }
  return (1 - confidence) / 2
}

function checkCounts(x: number, n: number): void {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} units cannot have been examined`)
  if (!Number.isInteger(x) || x < 0 || x > n) {
    throw new RangeError(`${x} of ${n} units cannot have been found`)
  }
}
