import type { DueItem, DueKind } from '#db/today/contract.ts'

type Place =
  | '/problems'
  | '/problems/rectification'
  | '/rounds'
  | '/rounds/visits'
  | '/group/defects'

const places: Readonly<Record<DueKind, Place>> = {
  rectify: '/problems/rectification',
  milestone: '/problems/rectification',
  check: '/problems/rectification',
  confirm: '/problems',
  remind: '/problems',
  receipt: '/problems',
  plannedVisit: '/rounds',
  depart: '/rounds',
  comeBack: '/rounds',
  file: '/rounds',
  finishVisit: '/rounds/visits',
  defect: '/group/defects',
}

/** Where the record of an item is put right: its list, with the record open. */
export function dueAddress({ kind, recordId }: Pick<DueItem, 'kind' | 'recordId'>) {
  return { to: places[kind], search: { open: recordId } }
}
