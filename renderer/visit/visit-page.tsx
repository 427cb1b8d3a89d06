import './visit.css'

import { getRouteApi } from '@tanstack/react-router'

import { VisitFormPage } from './visit-form-page.tsx'
import { VisitList } from './visit-list.tsx'

const route = getRouteApi('/case/rounds/visits')

/** Visits: what was looked for, where and when. The list, or the form of one visit. */
export function VisitPage() {
  const { form } = route.useSearch()
  return form === undefined ? <VisitList /> : <VisitFormPage key={form} subject={form} />
}
