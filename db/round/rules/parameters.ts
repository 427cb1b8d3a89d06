import { type SetParameter, withOwnValues } from '#db/kernel/parameters.ts'

import type { RoundParameters } from '../contract.ts'

/** What the group goes by until it sets something else (domain §4.9): own setting, no central rule. */
export const defaultRoundParameters: RoundParameters = {
  backShare: 0.4,
  hostShare: 0.5,
  countyShare: 0.6,
  townshipShare: 0.3,
  cityRun: 3,
  unannouncedShare: 0.3,
  spotDays: 2,
}

/** Codes of the parameters of a round, and the field each one fills. */
export const roundParameterCodes = {
  'P-02.back': 'backShare',
  'P-02.host': 'hostShare',
  'P-03.county': 'countyShare',
  'P-03.township': 'townshipShare',
  'P-04': 'cityRun',
  'P-05': 'unannouncedShare',
  'P-15': 'spotDays',
} as const satisfies Record<string, keyof RoundParameters>

/** Defaults with what the group has set put over them; of one code the last value counts. */
export function roundParametersOf(set: readonly SetParameter[]): RoundParameters {
  return withOwnValues(defaultRoundParameters, roundParameterCodes, set)
}
