import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { personParts, problemSources, severities, winds } from '#db/kernel/codes.ts'
import { allow } from '#db/kernel/verdict.ts'
import { problemContract } from '#db/problem/contract.ts'
import { overdue } from '#db/problem/rules.ts'
import { AttachmentPart } from '#renderer/attachment/attachment-part.tsx'
import { RecordHistory } from '#renderer/journal/record-history.tsx'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { InformantPart } from '#renderer/informant/informant-part.tsx'
import { formatDate, formatDateTime } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { FactList } from '#renderer/records/fact-list.tsx'
import { RectSection } from '#renderer/rectification/rect-section.tsx'
import { StepVerdict } from '#renderer/records/step-verdict.tsx'
import { RecordDrawer } from '#renderer/ui/record-drawer.tsx'
import { ResponsibilityPart } from '#renderer/responsibility/responsibility-part.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { StateMark } from './problem-columns.tsx'
import type { ProblemRecord } from './problem-form-model.ts'
import { ProblemEvidence } from './problem-evidence.tsx'
import { ProblemHistory } from './problem-history.tsx'
import { ProblemOrigin } from './problem-origin.tsx'
import { ProblemReminders } from './problem-reminders.tsx'
import { ProblemSteps } from './problem-steps.tsx'
import { TypeName } from './type-select.tsx'

const route = getRouteApi('/case/problems')

/** One problem beside the list: its stage, its next steps, what happened and who answers for it. */
export function ProblemDrawer({
  id,
  onClose,
  onStep,
}: {
  readonly id: string | undefined
  readonly onClose: () => void
  readonly onStep: (step: 1 | -1) => void
}) {
  const { t } = useTranslation('problem')
  const { data: problem, error } = useCaseQuery(
    problemContract.one,
    { id: id ?? '' },
    { enabled: id !== undefined, keepPrevious: false },
  )
  return (
    <RecordDrawer
      title={problem ? t('drawer.title', problem) : t('title')}
      open={id !== undefined}
      onClose={onClose}
      onStep={onStep}
      extra={problem && <StateMark state={problem.state} />}
    >
      <Refusal error={error} />
      {problem && (
        <>
          <ProblemSteps
            key={problem.id}
            problem={problem}
            extra={
              <>
                <EditButton problem={problem} />
                <SheetLink id={problem.id} />
              </>
            }
          />
          <ProblemOverdue problem={problem} />
          <ProblemEventFacts problem={problem} />
          <ProblemEvidence problem={problem} />
          <ProblemReminders problem={problem} />
          <ResponsibilityPart problem={problem} />
          <ProblemFacts problem={problem} />
          <RectSection problemId={problem.id} unitId={problem.unitId} />
          <AttachmentPart subject="problem" subjectId={problem.id} />
          <InformantPart spoken={{ problemId: problem.id }} />
          <ProblemOrigin problem={problem} />
          <ProblemHistory problem={problem} />
          <RecordHistory table="problem" id={problem.id} />
        </>
      )}
    </RecordDrawer>
  )
}

function EditButton({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const navigate = route.useNavigate()
  if (problem.state !== 'lead' && problem.state !== 'found') return null
  return (
    <Button
      size="small"
      onClick={() => void navigate({ search: (now) => ({ ...now, form: problem.id }) })}
    >
      {t('drawer.edit')}
    </Button>
  )
}

function SheetLink({ id }: { readonly id: string }) {
  const { t } = useTranslation('problem')
  const navigate = route.useNavigate()
  return (
    <Button
      size="small"
      onClick={() => void navigate({ to: '/problems/sheet', search: { ids: [id] } })}
    >
      {t('sheet.title')}
    </Button>
  )
}

/** What has waited longer than the group allows (R11, R66). */
function ProblemOverdue({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const notes = overdue(problem, problem.limits, problem.asOf)
  if (notes.length === 0) return null
  return (
    <StepVerdict
      verdict={allow(true, notes)}
      title={t('drawer.waits')}
      subject="problem"
      subjectId={problem.id}
    />
  )
}

/** What happened, when, where, with which effect, and who answers for it (R70, R71). */
function ProblemEventFacts({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const missing = <span className="note">{t('drawer.notWritten')}</span>
  return (
    <section className="problem-event" aria-label={t('drawer.event')}>
      <FactList
        facts={[
          [t('form.what'), problem.what],
          [t('form.happened'), problem.happened || missing],
          [t('form.place'), problem.place || missing],
          [t('form.effect'), problem.effect || missing],
          [
            t('form.persons'),
            problem.persons.length === 0
              ? missing
              : problem.persons.map(({ name, post, part }) => (
                  <div key={`${part} ${name} ${post}`} className="problem-person">
                    <span>{name}</span>
                    {post !== '' && <span className="note">{post}</span>}
                    <span className="person-part">{word(personParts, part)}</span>
                  </div>
                )),
          ],
          [t('form.measure'), problem.measure || missing],
        ]}
      />
    </section>
  )
}

function ProblemFacts({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const { prefectureName, unitName, enteredBy: name, confirmedBy, confirmedOn } = problem
  return (
    <FactList
      facts={[
        ...(prefectureName === null || prefectureName === unitName
          ? []
          : [[t('column.prefecture'), prefectureName] as const]),
        [t('column.foundOn'), formatDate(problem.foundOn, { year: true })],
        [t('column.type'), <TypeName key="type" id={problem.problemType} />],
        [t('form.wind'), problem.wind === null ? t('form.noWind') : word(winds, problem.wind)],
        [t('column.severity'), word(severities, problem.severity)],
        [t('column.source'), word(problemSources, problem.source)],
        [
          t('drawer.entered'),
          t('drawer.enteredBy', { name, time: formatDateTime(problem.enteredAt) }),
        ],
        ...(confirmedBy === null || confirmedOn === null
          ? []
          : [
              [
                t('drawer.confirmed'),
                t('drawer.confirmedBy', {
                  name: confirmedBy,
                  date: formatDate(confirmedOn, { year: true }),
                }),
              ] as const,
            ]),
      ]}
    />
  )
}
