import type { Reader } from '#db/engine/case-file.ts'
import { setParameters } from '#db/engine/set-parameters.ts'
import { withOwnValues } from '#db/kernel/parameters.ts'

import type { DayLimits } from './rules.ts'

const codes = { 'P-06': 'remind', 'P-16': 'answer' } as const
const defaults: DayLimits = { remind: 3, answer: 15 }

/** Defaults with what the group has set put over them (§4.9). */
export async function currentLimits(db: Reader): Promise<DayLimits> {
  return withOwnValues(defaults, codes, await setParameters(db))
}
