import './round.css'

import { getRouteApi } from '@tanstack/react-router'

import { RoundFormPage } from './round-form-page.tsx'
import { RoundList } from './round-list.tsx'
import { RoundSheetPage } from './round-sheet-page.tsx'

const route = getRouteApi('/case/rounds')

/** Rounds: their list or board, one of them with its nights and numbers, or the form of one. */
export function RoundPage() {
  const { form, open } = route.useSearch()
  if (form !== undefined) return <RoundFormPage key={form} subject={form} />
  return open === undefined ? <RoundList /> : <RoundSheetPage key={open} id={open} />
}
