import './defect.css'

import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { defectContract } from '#db/defect/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { DefectEditor } from './defect-editor.tsx'
import { DefectList } from './defect-list.tsx'

const route = getRouteApi('/case/group/defects')

/** What is wrong with the group's own work, who mends it, and whether it is mended (R13, R15). */
export function DefectPage() {
  const { form, field } = route.useSearch()
  if (form === undefined) return <DefectList />
  return <DefectForm key={form} subject={form} firstField={field ?? 'code'} />
}

function DefectForm({
  subject,
  firstField,
}: {
  readonly subject: string
  readonly firstField: string
}) {
  const { t } = useTranslation('defect')
  const isNew = subject === 'new'
  const defect = useCaseQuery(
    defectContract.one,
    { id: subject },
    { enabled: !isNew, keepPrevious: false },
  )
  if (!isNew && !defect.data) {
    return (
      <Page title={t('title')}>
        <Refusal error={defect.error} />
      </Page>
    )
  }
  return <DefectEditor record={defect.data} firstField={firstField} />
}
