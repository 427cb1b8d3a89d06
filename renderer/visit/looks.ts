import type { LookItem, VisitForm } from './visit-form-model.ts'
import { emptyLook, isTwin, lookGaps } from './visit-form-model.ts'

export type LookStep =
  | { readonly step: 'move'; readonly to: number }
  | { readonly step: 'result'; readonly result: NonNullable<LookItem['result']> }
  | { readonly step: 'edit' | 'remove' }

/** The results in the order of their keys 1, 2, 3. */
const RESULT_KEYS: Readonly<Record<string, NonNullable<LookItem['result']>>> = {
  '1': 'found',
  '2': 'notFound',
  '3': 'couldNotLook',
}

/** The result that a key states; full-width digits count as well. */
export function resultOfKey(key: string): LookItem['result'] {
  return RESULT_KEYS[key.normalize('NFKC')] ?? null
}

/** What a key asks of the list of looks, of which the one at `active` is marked. */
export function lookStep(key: string, active: number, count: number): LookStep | undefined {
  if (count === 0) return undefined
  const result = resultOfKey(key)
  if (result !== null) return { step: 'result', result }
  if (key === 'Enter' || key === ' ' || key === 'F2') return { step: 'edit' }
  if (key === 'Delete') return { step: 'remove' }
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: count - 1 }[key]
  return to === undefined ? undefined : { step: 'move', to: Math.min(Math.max(to, 0), count - 1) }
}

/**
 * The form after some fields of one look were changed. A look that a problem hangs on stays a find
 * of the same type (INV-24), and then the form is given back as it was.
 */
export function changeLook(form: VisitForm, at: number, change: Partial<LookItem>): VisitForm {
  const item = form.items[at]
  if (!item || (item.problemId !== null && breaksProblem(item, change))) return form
  return { ...form, items: form.items.with(at, { ...item, ...change }) }
}

function breaksProblem(item: LookItem, change: Partial<LookItem>): boolean {
  const { result, problemType } = { ...item, ...change }
  return result !== 'found' || problemType !== item.problemType
}

/** The form without one look. A look that a problem hangs on stays. */
export function removeLook(form: VisitForm, at: number): VisitForm {
  const item = form.items[at]
  if (!item || item.problemId !== null) return form
  return { ...form, items: form.items.filter((_, place) => place !== at) }
}

/**
 * The form with the typed look in its list and an empty one in its place, which carries method and
 * nature over. Undefined while the look lacks something or is there already.
 */
export function keepEntry(form: VisitForm, key: string): VisitForm | undefined {
  const { entry, items } = form
  if (lookGaps(entry, 'entry', '').length > 0) return undefined
  if (items.some((item) => isTwin(item, entry))) return undefined
  return {
    ...form,
    items: [...items, { ...entry, key }],
    entry: emptyLook('entry', entry.method, entry.nature),
  }
}

/** The form with one look for each type, each without a result: nobody has stated one. */
export function addTypes(
  form: VisitForm,
  types: readonly string[],
  keyOf: (type: string) => string,
): VisitForm {
  const { method, nature } = form.entry
  const added = types
    .map((type) => ({
      ...emptyLook(keyOf(type), method ?? form.method, nature),
      problemType: type,
    }))
    .filter((look) => !form.items.some((item) => isTwin(item, look)))
  return { ...form, items: [...form.items, ...added] }
}

/** How many of the looks have each result; `open` are those without one. */
export function countResults(items: readonly LookItem[]) {
  const count = (result: LookItem['result']) =>
    items.filter((item) => item.result === result).length
  return {
    found: count('found'),
    notFound: count('notFound'),
    couldNotLook: count('couldNotLook'),
    open: count(null),
  }
}
