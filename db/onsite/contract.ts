import { z } from 'zod'

import { codesOf } from '#db/kernel/codes.ts'
import { hypothesisOutcomes, observationFits } from '#db/kernel/round-codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { Id } from '#db/kernel/ids.ts'
import { MethodMinutes, Onsite, Site } from '#db/visit/contract.ts'

export const ObservationFit = z.enum(codesOf(observationFits))
export type ObservationFit = z.infer<typeof ObservationFit>
export const Outcome = z.enum(codesOf(hypothesisOutcomes))
export type Outcome = z.infer<typeof Outcome>

const Text = z.string().trim().min(1).max(2000)

/** What somebody saw on a visit, in his words. It stays as it was written. */
export const Observation = z.strictObject({
  id: Id,
  siteName: z.string().nullable(),
  text: z.string(),
  fit: ObservationFit,
  by: z.string(),
  at: z.string(),
})
export type Observation = z.infer<typeof Observation>

/** What was supposed of a unit before it was seen (R6). `text` is null while it is hidden. */
export const Hypothesis = z.strictObject({
  id: Id,
  text: z.string().nullable(),
  basis: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  outcome: Outcome.nullable(),
  outcomeOn: z.string().nullable(),
})
export type Hypothesis = z.infer<typeof Hypothesis>

export const Assessment = z.strictObject({
  id: Id,
  text: z.string(),
  lookedFor: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Assessment = z.infer<typeof Assessment>

export const onsiteContract = {
  /** Everything that was seen on a visit, oldest first. */
  observations: query('onsite.observations', z.strictObject({ visitId: Id }), z.array(Observation)),
  /**
   * What is supposed and said of a unit. While the asker has an open visit there, hypotheses of
   * others come without their words, so that they do not lead what he writes down (R6).
   */
  unit: query(
    'onsite.unit',
    z.strictObject({ unitId: Id }),
    z.strictObject({
      recording: z.boolean(),
      hypotheses: z.array(Hypothesis),
      assessments: z.array(Assessment),
      /** Observations after the latest hypothesis, and those that do not fit (INV-28). */
      since: z.number().int(),
      against: z.number().int(),
    }),
  ),
  /** Facts, sites and minutes of an open visit, as one form gives them. */
  save: command(
    'onsite.save',
    z.strictObject({
      visitId: Id,
      onsite: Onsite,
      sites: z.array(z.strictObject({ ...Site.shape, id: Id.optional() })).max(100),
      minutes: z.array(MethodMinutes).max(30),
    }),
    z.strictObject({}),
  ),
  observe: command(
    'onsite.observe',
    z.strictObject({ visitId: Id, siteId: Id.nullable(), text: Text, fit: ObservationFit }),
    z.strictObject({ id: Id }),
  ),
  suppose: command(
    'onsite.suppose',
    z.strictObject({ unitId: Id, text: Text, basis: Text }),
    z.strictObject({ id: Id }),
  ),
  /** Says what became of a hypothesis; once. */
  conclude: command(
    'onsite.conclude',
    z.strictObject({ id: Id, outcome: Outcome }),
    z.strictObject({}),
  ),
  /** A unit is assessed after fieldwork, with what speaks against it or was looked for (INV-28). */
  assess: command(
    'onsite.assess',
    z.strictObject({ unitId: Id, text: Text, lookedFor: z.string().trim().max(2000).default('') }),
    z.strictObject({ id: Id }),
  ),
}
