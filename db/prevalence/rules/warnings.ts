import type { Reason } from '#db/kernel/verdict.ts'

/** Counts over all exposures under a query, whatever their nature; null where there are none. */
export type BiasFacts = {
  readonly exposures: number
  /** By M01, M02, M16, or aimed at papers, meetings and procedures only. */
  readonly formOnly: number | null
  readonly unannounced: number | null
  /** Whether anything below the county was looked at, under whatever query: 1 or 0. */
  readonly belowCounty: number | null
  readonly notFound: number | null
  readonly visits: number
  readonly drawn: number | null
  /** For each type: its finds, and those of the member who entered most of them. */
  readonly observers: readonly {
    readonly problemType: string
    readonly finds: number
    readonly largest: number
  }[]
}

const FORM_ONLY_FROM = 0.5
const VISITS_WITHOUT_NOT_FOUND = 10
const ONE_OBSERVER_ABOVE = 0.6
const FINDS_TO_JUDGE = 5

/** Bias warnings that the counts give cause for, by their code (domain §4.6). */
export function biasWarnings(facts: BiasFacts): readonly Reason[] {
  const { exposures } = facts
  if (exposures === 0) return []
  const warnings: Reason[] = []
  const warn = (code: string, ...about: (string | number)[]) => {
    warnings.push({ code: `bias.${code}`, about: about.map(String) })
  }
  const formOnly = facts.formOnly ?? 0
  if (formOnly >= exposures * FORM_ONLY_FROM) warn('b01', formOnly, exposures)
  if ((facts.unannounced ?? 0) === 0) warn('b02', exposures)
  if ((facts.belowCounty ?? 0) === 0) warn('b03', exposures)
  if ((facts.notFound ?? 0) === 0 && facts.visits >= VISITS_WITHOUT_NOT_FOUND) {
    warn('b09', facts.visits)
  }
  for (const { problemType, finds, largest } of facts.observers) {
    if (finds >= FINDS_TO_JUDGE && largest > finds * ONE_OBSERVER_ABOVE) {
      warn('b10', problemType, largest, finds)
    }
  }
  const notDrawn = exposures - (facts.drawn ?? 0)
  if (notDrawn > exposures / 2) warn('b13', notDrawn, exposures)
  return warnings
}
