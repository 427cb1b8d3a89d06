import { type SetParameter, withOwnValues } from '#db/kernel/parameters.ts'

import { defaultParameters, type PrevalenceParameters } from './label.ts'

/** Codes of the parameters a group may set (domain §4.9), and the field each one fills. */
export const parameterCodes = {
  'P-10.smallest': 'smallest',
  'P-10.small': 'small',
  'P-11.isolated': 'isolatedBelow',
  'P-11.prevalent': 'prevalentFrom',
} as const satisfies Record<string, keyof PrevalenceParameters>

/** Defaults with what the group has set put over them; of one code the last value counts. */
export function parametersOf(set: readonly SetParameter[]): PrevalenceParameters {
  return withOwnValues(defaultParameters, parameterCodes, set)
}
