import type { Judging, Target } from './judging.ts'
import type { CellFault } from './rules/cell-reader.ts'

/**
 * The unit and type of a row. Names that stand for nothing are counted and become faults; null
 * when one of the two was chosen to be left out.
 */
export function resolveNames(
  { context, rows, units, types }: Judging,
  index: number,
  row: { readonly unit: string; readonly problemType: string },
  isTypeNeeded: boolean,
): {
  readonly unit?: Target
  readonly type?: Target
  readonly faults: readonly CellFault[]
} | null {
  const unit = row.unit === '' ? undefined : context.unit(row.unit)
  const isTypeRead = row.problemType !== '' || !isTypeNeeded
  const type = isTypeRead ? context.type(row.problemType) : undefined
  if (unit?.kind === 'skip' || type?.kind === 'skip') return null
  const faults: CellFault[] = []
  const found: { unit?: Target; type?: Target } = {}
  if (unit) units.note(row.unit, rows.numberOf(index), unit)
  if (type) types.note(row.problemType, rows.numberOf(index), type)
  if (unit?.kind === 'unknown') {
    faults.push(unknown('unit', row.unit, 'intake.unit-unknown'))
  } else if (unit) found.unit = unit
  if (type?.kind === 'unknown') {
    const code = row.problemType === '' ? 'intake.type-missing' : 'intake.type-unknown'
    faults.push(unknown('problemType', row.problemType, code))
  } else if (type) found.type = type
  return { ...found, faults }
}

function unknown(field: string, value: string, code: string): CellFault {
  return { field, value, code, about: [value] }
}
