import type { Reader } from '#db/engine/case-file.ts'

import type { DayLimits } from './rules.ts'

const codes = { remind: 'P-06', answer: 'P-16' } as const
const defaults: DayLimits = { remind: 3, answer: 15 }

/** Defaults with what the group has set put over them; of one code the last value counts (§4.9). */
export function limitsOf(
  set: readonly { readonly code: string; readonly value: number }[],
): DayLimits {
  const last = (field: keyof DayLimits) =>
    set.findLast(({ code }) => code === codes[field])?.value ?? defaults[field]
  return { remind: last('remind'), answer: last('answer') }
}

export async function currentLimits(db: Reader): Promise<DayLimits> {
  const set = await db
    .selectFrom('parameter')
    .select(['code', 'value'])
    .where('code', 'in', Object.values(codes))
    .orderBy('setOn')
    .orderBy('id')
    .execute()
  return limitsOf(set)
}
