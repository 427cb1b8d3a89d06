import type { z } from 'zod'

import type { AskedFields, OwnActs } from './contract.ts'

type ResponsibilityTable = Readonly<z.output<typeof AskedFields>> & {
  readonly id: string
  ownActs: z.infer<typeof OwnActs>
  actedOn: string | null
  result: string
  readonly enteredBy: string
  readonly enteredAt: string
}

export type ResponsibilityTables = { responsibility: ResponsibilityTable }
