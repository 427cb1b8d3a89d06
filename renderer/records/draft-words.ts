/** The fields in which two contents of a form differ, in the order of the first. */
export function differingFields(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(left).filter(
    (field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]),
  )
}
