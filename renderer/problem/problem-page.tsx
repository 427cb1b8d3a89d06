import './problem.css'

import { getRouteApi } from '@tanstack/react-router'

import { ProblemFormPage } from './problem-form-page.tsx'
import { ProblemList } from './problem-list.tsx'

const route = getRouteApi('/case/problems')

/** Problems: in which stage each is, and what it waits for. The list, or the form of one problem. */
export function ProblemPage() {
  const { form, visitId, exposureId, field } = route.useSearch()
  if (form === undefined) return <ProblemList />
  const look =
    form === 'new' && visitId !== undefined && exposureId !== undefined
      ? { visitId, exposureId }
      : null
  return (
    <ProblemFormPage
      key={`${form} ${look?.exposureId ?? ''}`}
      subject={form}
      look={look}
      firstField={field}
    />
  )
}
