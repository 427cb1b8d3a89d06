import { useTranslation } from 'react-i18next'

import { problemContract } from '#db/problem/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { useToday } from '#renderer/lib/today.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ProblemEditor } from './problem-editor.tsx'
import { emptyProblem, formOf, problemOfLook } from './problem-form-model.ts'

/** The visit and the look that a new problem starts from. */
export type LookOrigin = { readonly visitId: string; readonly exposureId: string }

/** The form of a new problem (`new`), with or without the look that found it, or of one on record. */
export function ProblemFormPage({
  subject,
  look,
  firstField,
}: {
  readonly subject: string
  readonly look: LookOrigin | null
  readonly firstField: string | undefined
}) {
  const { t } = useTranslation('problem')
  const today = useToday()
  const isNew = subject === 'new'
  const types = useCaseQuery(problemContract.types, {})
  const problem = useCaseQuery(
    problemContract.one,
    { id: subject },
    { enabled: !isNew, keepPrevious: false },
  )
  const visit = useCaseQuery(
    visitContract.one,
    { id: look?.visitId ?? '' },
    { enabled: look !== null, keepPrevious: false },
  )
  const error = types.error ?? problem.error ?? visit.error
  const waiting = (!isNew && !problem.data) || (look !== null && !visit.data)
  if (error || !types.data || waiting) {
    return (
      <Page title={t('title')}>
        <Refusal error={error} />
      </Page>
    )
  }
  const item = visit.data?.items.find(({ id }) => id === look?.exposureId)
  if (look !== null && item?.result !== 'found') {
    return (
      <Page title={t('title')}>
        <p className="refusal">{explainReason({ code: 'problem.look-found-nothing' })}</p>
      </Page>
    )
  }
  const started = look && item ? problemOfLook(look.visitId, item, types.data) : emptyProblem(today)
  return (
    <ProblemEditor
      subject={look ? `new:${look.visitId}:${look.exposureId}` : subject}
      record={problem.data}
      initial={problem.data ? formOf(problem.data) : started}
      types={types.data}
      firstField={firstField ?? (look ? 'what' : isNew ? 'unitId' : undefined)}
    />
  )
}
