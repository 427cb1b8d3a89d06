import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useToday } from '#renderer/lib/today.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { VisitEditor } from './visit-editor.tsx'
import { emptyVisit, formOf } from './visit-form-model.ts'

/** The form of a new visit (`new`) or of one that is on record. */
export function VisitFormPage({ subject }: { readonly subject: string }) {
  const { t } = useTranslation('visit')
  const today = useToday()
  const isNew = subject === 'new'
  const summary = useCaseQuery(casefileContract.summary, {})
  const rounds = useCaseQuery(visitContract.rounds, {})
  const visit = useCaseQuery(
    visitContract.one,
    { id: subject },
    { enabled: !isNew, keepPrevious: false },
  )
  const error = summary.error ?? rounds.error ?? visit.error
  if (error || !summary.data || !rounds.data || (!isNew && !visit.data)) {
    return (
      <Page title={t('title')}>
        <Refusal error={error} />
      </Page>
    )
  }
  const initial = visit.data
    ? formOf(visit.data)
    : emptyVisit(today, summary.data.actor.id, rounds.data)
  return (
    <VisitEditor
      subject={subject}
      name={visit.data?.unitName}
      initial={initial}
      rounds={rounds.data}
    />
  )
}
