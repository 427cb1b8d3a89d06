import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { methods, notices, selections } from '#db/kernel/codes.ts'
import { visitContract } from '#db/visit/contract.ts'
import { AttachmentPart } from '#renderer/attachment/attachment-part.tsx'
import { InformantPart } from '#renderer/informant/informant-part.tsx'
import { RecordHistory } from '#renderer/journal/record-history.tsx'
import { OnsitePart } from '#renderer/onsite/onsite-part.tsx'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { RecordDrawer } from '#renderer/ui/record-drawer.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { FactList } from '#renderer/records/fact-list.tsx'
import { VisitVoices } from '#renderer/opinion/visit-voices.tsx'
import { useSpanWords } from './span-words.ts'
import { VisitState } from './visit-columns.tsx'
import type { VisitRecord } from './visit-form-model.ts'
import { VisitLooks } from './visit-looks.tsx'
import { VisitSteps } from './visit-steps.tsx'

const route = getRouteApi('/case/rounds/visits')

/** One visit beside the list: its state, its next steps, its fields, and all that was looked for. */
export function VisitDrawer({
  id,
  onClose,
  onStep,
}: {
  readonly id: string | undefined
  readonly onClose: () => void
  readonly onStep: (step: 1 | -1) => void
}) {
  const { t } = useTranslation('visit')
  const visit = useCaseQuery(
    visitContract.one,
    { id: id ?? '' },
    { enabled: id !== undefined, keepPrevious: false },
  )
  return (
    <RecordDrawer
      title={visit.data?.unitName ?? t('title')}
      open={id !== undefined}
      onClose={onClose}
      onStep={onStep}
      extra={visit.data && <VisitState state={visit.data.state} />}
    >
      <Refusal error={visit.error} />
      {visit.data && (
        <>
          <VisitSteps
            key={visit.data.id}
            visit={visit.data}
            extra={<EditButton visit={visit.data} />}
          />
          <VisitFacts visit={visit.data} />
          <VisitVoices
            key={`voices ${visit.data.id}`}
            id={visit.data.id}
            unitId={visit.data.unitId}
            day={visit.data.startedOn}
          />
          <AttachmentPart subject="visit" subjectId={visit.data.id} />
          <InformantPart spoken={{ visitId: visit.data.id }} />
          <VisitLooks items={visit.data.items} unitId={visit.data.unitId} />
          <OnsitePart key={`onsite-${visit.data.id}`} visit={visit.data} />
          <RecordHistory table="visit" id={visit.data.id} />
        </>
      )}
    </RecordDrawer>
  )
}

function EditButton({ visit }: { readonly visit: VisitRecord }) {
  const { t } = useTranslation('visit')
  const navigate = route.useNavigate()
  if (visit.state === 'closed') return null
  return (
    <Button
      size="small"
      onClick={() => void navigate({ search: (now) => ({ ...now, form: visit.id }) })}
    >
      {t('drawer.edit')}
    </Button>
  )
}

function VisitFacts({ visit }: { readonly visit: VisitRecord }) {
  const { t } = useTranslation('visit')
  const word = useCodeWord()
  const span = useSpanWords()
  return (
    <FactList
      facts={[
        [t('column.dates'), span(visit.startedOn, visit.endedOn)],
        [t('column.prefecture'), visit.prefectureName ?? '—'],
        [t('column.round'), visit.roundNo === null ? '—' : t('roundNo', { no: visit.roundNo })],
        [t('column.method'), word(methods, visit.method)],
        [t('column.notice'), word(notices, visit.notice)],
        [t('column.selection'), word(selections, visit.selection)],
        [t('form.members'), visit.members.map(({ name }) => name).join(t('common:listComma'))],
        [
          t('drawer.entered'),
          t('drawer.enteredBy', { name: visit.enteredBy, time: formatDateTime(visit.enteredAt) }),
        ],
        ...(visit.note === '' ? [] : [[t('form.note'), visit.note] as const]),
      ]}
    />
  )
}
