import type { Reader } from '#db/engine/case-file.ts'
import { setParameters } from '#db/engine/set-parameters.ts'

import { dayLimits, type DayLimits } from './rules.ts'

/** Days that the group allows, as it has set them (§4.9). */
export async function currentLimits(db: Reader): Promise<DayLimits> {
  return dayLimits(await setParameters(db))
}
