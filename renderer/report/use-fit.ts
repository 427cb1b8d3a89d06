import { type RefObject, useLayoutEffect, useState } from 'react'

/** Height of the print area of A4 with margins of 12 mm, in CSS pixels. */
const PAGE = ((297 - 24) / 25.4) * 96
/** The practice band over the sheet, and rounding, must not open a second page. */
const SPARE = 20
const FEWEST_SENTENCES = 2
const FEWEST_ROWS = 8
/** No name takes more lines than this many pixels hold: never more rows are taken than need be. */
const TALLEST_ROW = 80

/** How many rows of the chart and how many sentences stand on the sheet. */
export type Room = { readonly rows: number; readonly sentences: number }

/** `settled` tells that nothing more will be left out. */
type Fit = Room & { readonly settled: boolean }

/**
 * Leaves out what does not fit on one page: first sentences, then rows of the chart, then the last
 * sentences.
 */
export function useFit(sheet: RefObject<HTMLElement | null>, most: Room): Fit {
  const [fit, setFit] = useState<Fit>({ ...most, settled: false })
  useLayoutEffect(() => {
    const measured = sheet.current
    if (!measured || fit.settled) return
    // It tells the height at once, and again after each step.
    const observer = new ResizeObserver(() => setFit(closer(fit, heightOf(measured))))
    observer.observe(measured)
    return () => observer.disconnect()
  }, [sheet, fit])
  return fit
}

/** The content's height without the margins that the sheet has on screen only. */
function heightOf(sheet: HTMLElement): number {
  const { paddingTop, paddingBottom } = getComputedStyle(sheet)
  return sheet.scrollHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom)
}

/** The next smaller fit for content of this height in pixels; the same one when it is settled. */
export function closer(fit: Fit, height: number): Fit {
  if (fit.settled) return fit
  const excess = height - (PAGE - SPARE)
  if (excess <= 0) return { ...fit, settled: true }
  if (fit.sentences > FEWEST_SENTENCES) return { ...fit, sentences: fit.sentences - 1 }
  if (fit.rows > FEWEST_ROWS) {
    const rows = Math.max(FEWEST_ROWS, fit.rows - Math.ceil(excess / TALLEST_ROW))
    return { ...fit, rows }
  }
  if (fit.sentences > 0) return { ...fit, sentences: fit.sentences - 1 }
  return { ...fit, settled: true }
}
