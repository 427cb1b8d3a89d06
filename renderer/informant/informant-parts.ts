import { z } from 'zod'

/** The parts of the page; which one is open stands in the address. */
export const INFORMANT_PARTS = ['people', 'envelopes', 'openings', 'holders'] as const

export const InformantPart = z.enum(INFORMANT_PARTS)
type InformantPart = z.infer<typeof InformantPart>

export function informantPartOf(key: string): InformantPart | undefined {
  return InformantPart.safeParse(key).data
}
