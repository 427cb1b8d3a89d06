/** One value that the group has set for a parameter (domain §4.9). */
export type SetParameter = { readonly code: string; readonly value: number }

/**
 * Defaults with what the group has set put over them; `codes` names the field that each code of
 * domain §4.9 fills. Of one code the last value counts, so `set` is in the order of setting.
 */
export function withOwnValues<P extends Readonly<Record<keyof P, number>>>(
  defaults: P,
  codes: Readonly<Record<string, keyof P>>,
  set: readonly SetParameter[],
): P {
  const own = Object.entries(codes).flatMap(([code, field]) => {
    const last = set.findLast((each) => each.code === code)
    return last ? [[field, last.value] as const] : []
  })
  return { ...defaults, ...Object.fromEntries(own) }
}
