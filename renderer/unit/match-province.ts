type Province = { readonly code: string; readonly name: string }

/** The province whose name, full or without its suffix, stands in the title of the case. */
export function matchProvince(title: string, provinces: readonly Province[]): string | undefined {
  const full = provinces.find(({ name }) => title.includes(name))
  // No two provinces begin with the same two characters.
  return (full ?? provinces.find(({ name }) => title.includes(name.slice(0, 2))))?.code
}
