import { z } from 'zod'

import { draftContract } from '#db/draft/contract.ts'

import { askCase } from './case-client.ts'
import { bringKept } from './kept-state.ts'
import { returnTo, Spot } from './spot.ts'

/**
 * Where the person was when the case was locked. It is kept in the case itself, because an address
 * holds what was searched for: outside of it nothing is kept.
 */
const Place = z.strictObject({
  href: z.string(),
  /** What the step of the history carries beside the address. */
  state: z.record(z.string(), z.unknown()),
  spot: Spot,
  /** Forms whose drafts go on without being asked about. */
  forms: z.array(z.string()),
  /** What was typed where there is no draft, and how the page was looked at. */
  kept: z.record(z.string(), z.unknown()),
})
export type Place = z.infer<typeof Place>

const KEY = { form: 'place', subject: 'window' } as const

const goingOn = new Set<string>()

/** Keeps the place in the open case. */
export async function keepPlace(place: Place): Promise<void> {
  await askCase(draftContract.save, { ...KEY, title: '', content: JSON.stringify(place) })
}

/**
 * Takes the place out of the case that was just opened and starts on the way back to it. The
 * answer is its address, or undefined when the last sitting did not end with a lock.
 */
export async function takePlace(): Promise<Pick<Place, 'href' | 'state'> | undefined> {
  const drafts = await askCase(draftContract.list, {})
  const kept = drafts.find(({ form }) => form === KEY.form)
  if (!kept) return undefined
  await askCase(draftContract.discard, KEY)
  const place = parse(kept.content)
  if (!place) return undefined
  for (const form of place.forms) goingOn.add(form)
  bringKept(place.kept)
  returnTo(place.spot)
  return place
}

/** Whether a draft goes on after a lock without being asked about. It is asked once. */
export function goesOn(form: string): boolean {
  return goingOn.delete(form)
}

function parse(content: string): Place | undefined {
  try {
    return Place.safeParse(JSON.parse(content)).data
  } catch {
    return undefined
  }
}
