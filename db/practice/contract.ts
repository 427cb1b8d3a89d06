import { z } from 'zod'

import { command } from '#db/kernel/contract.ts'

export const practiceContract = {
  /** Fills an empty case marked 演练 with the fictional province of the recorded seed. */
  load: command(
    'practice.load',
    z.strictObject({ seed: z.string().min(1).max(100).default('云岭-2014') }),
    z.strictObject({
      units: z.number().int(),
      visits: z.number().int(),
      exposures: z.number().int(),
      problems: z.number().int(),
    }),
  ),
}
