import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { type Defect, defectContract } from '#db/defect/contract.ts'
import { AttachmentPart } from '#renderer/attachment/attachment-part.tsx'
import { RecordHistory } from '#renderer/journal/record-history.tsx'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate, formatDateTime } from '#renderer/lib/format.ts'
import { FactList } from '#renderer/records/fact-list.tsx'
import { RecordDrawer } from '#renderer/ui/record-drawer.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { DueDate, StateMark, useDefectName } from './defect-columns.tsx'
import { DefectSteps } from './defect-steps.tsx'

const route = getRouteApi('/case/group/defects')

/** One own defect beside the ledger: its next steps, what it is, and what was done. */
export function DefectDrawer({
  id,
  onClose,
  onStep,
}: {
  readonly id: string | undefined
  readonly onClose: () => void
  readonly onStep: (step: 1 | -1) => void
}) {
  const { t } = useTranslation('defect')
  const { data: defect, error } = useCaseQuery(
    defectContract.one,
    { id: id ?? '' },
    { enabled: id !== undefined, keepPrevious: false },
  )
  return (
    <RecordDrawer
      title={defect ? t('drawer.title', { no: defect.no }) : t('title')}
      open={id !== undefined}
      onClose={onClose}
      onStep={onStep}
      extra={defect && <StateMark state={defect.state} />}
    >
      <Refusal error={error} />
      {defect && (
        <>
          <DefectSteps key={defect.id} defect={defect} extra={<EditButton defect={defect} />} />
          <DefectFacts defect={defect} />
          <DefectHistory defect={defect} />
          <AttachmentPart subject="ownDefect" subjectId={defect.id} />
          <RecordHistory table="ownDefect" id={defect.id} />
        </>
      )}
    </RecordDrawer>
  )
}

function EditButton({ defect }: { readonly defect: Defect }) {
  const { t } = useTranslation('defect')
  const navigate = route.useNavigate()
  if (defect.state === 'closed') return null
  return (
    <Button
      size="small"
      onClick={() => void navigate({ search: (now) => ({ ...now, form: defect.id }) })}
    >
      {t('drawer.edit')}
    </Button>
  )
}

function DefectFacts({ defect }: { readonly defect: Defect }) {
  const { t } = useTranslation('defect')
  const nameOf = useDefectName()
  const missing = <span className="note">{t('drawer.notWritten')}</span>
  const { visitId, visitName, closedBy, closedOn } = defect
  return (
    <FactList
      facts={[
        [t('form.code'), nameOf(defect)],
        [t('form.seenOn'), formatDate(defect.seenOn, { year: true })],
        [t('form.what'), defect.what],
        [t('form.place'), defect.place || missing],
        ...(visitId === null
          ? []
          : [
              [
                t('form.visitId'),
                <Link
                  key="visit"
                  to="/rounds/visits"
                  search={{ open: visitId }}
                  className="number-link"
                >
                  {visitName}
                </Link>,
              ] as const,
            ]),
        [t('form.ownerId'), defect.ownerName ?? missing],
        [t('form.measure'), defect.measure || missing],
        [t('form.dueOn'), defect.dueOn === null ? missing : <DueDate key="due" {...defect} />],
        [t('form.evidence'), defect.evidence || missing],
        [
          t('drawer.entered'),
          t('drawer.enteredBy', {
            name: defect.enteredBy,
            time: formatDateTime(defect.enteredAt),
          }),
        ],
        ...(closedBy === null || closedOn === null
          ? []
          : [
              [
                t('drawer.closed'),
                t('drawer.closedBy', { name: closedBy, date: formatDate(closedOn) }),
              ] as const,
            ]),
      ]}
    />
  )
}

function DefectHistory({ defect }: { readonly defect: Defect }) {
  const { t } = useTranslation('defect')
  return (
    <section className="defect-history" aria-label={t('drawer.steps')}>
      <h2 className="card-title">{t('drawer.steps')}</h2>
      <ul>
        {defect.history.map(({ toState, basis, at, by }) => (
          <li key={`${at} ${toState}`}>
            <span className="note">{formatDateTime(at)}</span>
            <span>
              {t('drawer.step', { name: by, state: t(`state.${toState}`) })}
              {basis !== '' && <span className="history-basis">{basis}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
