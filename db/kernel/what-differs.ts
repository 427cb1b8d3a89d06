/**
 * The fields of a record that are to become another value. An update that names only these leaves
 * the indexes of all others alone, which SQLite would write anew whatever their value.
 */
export function whatDiffers<T extends object>(
  wanted: T,
  present: Readonly<Record<keyof T, unknown>>,
): Partial<T> {
  const other: Partial<T> = { ...wanted }
  for (const field in wanted) {
    if (Object.is(wanted[field], present[field])) Reflect.deleteProperty(other, field)
  }
  return other
}
