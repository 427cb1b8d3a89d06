/** The fields in which two contents of a form differ, in the order of the first. */
export function differingFields(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(left).filter(
    (field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]),
  )
}

/**
 * The form that a draft belongs to, as the address of its page says it: `new` or the id of a record;
 * `new:` with a visit and one of its looks says what it started from.
 */
export function formOfDraft(subject: string) {
  const [form, visitId, exposureId] = subject.split(':')
  if (form === undefined) return undefined
  return visitId === undefined || exposureId === undefined
    ? { form }
    : { form, visitId, exposureId }
}
