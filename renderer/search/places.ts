import type { NavigateOptions } from '@tanstack/react-router'

import type { SearchKind } from '#db/search/contract.ts'

/** Where a record that a search found is shown. */
export function placeOf(kind: SearchKind, id: string): NavigateOptions {
  if (kind === 'unit') return { to: '/units', search: { open: id } }
  if (kind === 'problem') return { to: '/problems', search: { open: id } }
  if (kind === 'visit') return { to: '/rounds/visits', search: { open: id } }
  if (kind === 'opinion') return { to: '/voices', search: { open: id } }
  if (kind === 'rectification') return { to: '/problems/rectification', search: { open: id } }
  if (kind === 'localGroup') return { to: '/units/local-groups', search: { open: id } }
  if (kind === 'ownDefect') return { to: '/group/defects', search: { open: id } }
  return { to: '/rounds', search: { open: id } }
}

const AREAS: readonly (readonly [path: string, kind: SearchKind])[] = [
  ['/units', 'unit'],
  ['/problems', 'problem'],
  ['/rounds/visits', 'visit'],
  ['/rounds', 'round'],
  ['/voices', 'opinion'],
  ['/problems/rectification', 'rectification'],
  ['/units/local-groups', 'localGroup'],
  ['/group/defects', 'ownDefect'],
]

/** The record that is open at an address; undefined where the address opens none. */
export function recordAt(
  path: string,
  open: unknown,
): { readonly kind: SearchKind; readonly id: string } | undefined {
  const kind = AREAS.find(([area]) => area === path)?.[1]
  return kind && typeof open === 'string' ? { kind, id: open } : undefined
}
