import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { problemContract, type ProblemType } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { isReturning } from '#renderer/lib/spot.ts'
import { useToday } from '#renderer/lib/today.ts'
import { DraftChip, DraftStrip } from '#renderer/records/draft-strip.tsx'
import { differingFields } from '#renderer/records/draft-words.ts'
import { conflictsOf, fieldId, focusField } from '#renderer/records/field.tsx'
import { useDraft } from '#renderer/records/use-draft.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Page } from '#renderer/ui/page.tsx'

import { EventFields } from './event-fields.tsx'
import { ProblemFields } from './problem-fields.tsx'
import {
  parseProblemDraft,
  type ProblemForm,
  problemGaps,
  problemInput,
  type ProblemRecord,
} from './problem-form-model.ts'
import { ProblemSide } from './problem-side.tsx'

const route = getRouteApi('/case/problems')

type Props = {
  /** The id of the problem, `new`, or `new:` with the visit and the look it starts from. */
  readonly subject: string
  readonly record: ProblemRecord | undefined
  readonly initial: ProblemForm
  readonly types: readonly ProblemType[]
  readonly firstField: string | undefined
}

/** The problem form in three parts: what kind of problem, the event itself, what is still lacking. */
export function ProblemEditor(props: Props) {
  const { record, types } = props
  const { t } = useTranslation('problem')
  const { form, setForm, gaps, draft, differing, asked, save, saveProblem, leave } =
    useProblemForm(props)
  const shown = asked ? gaps : conflictsOf(gaps)
  return (
    <Page
      title={record ? t('form.editTitle', record) : t('form.newTitle')}
      filters={<DraftChip draft={draft} />}
      actions={
        <Button size="small" onClick={() => leave(record?.id)}>
          {t('form.back')}
        </Button>
      }
    >
      <DraftStrip draft={draft} differing={differing.map((field) => t(`form.${field}`))} />
      <div className="problem-form" inert={draft.offer !== undefined}>
        <ProblemFields form={form} onChange={setForm} gaps={shown} types={types} />
        <EventFields form={form} onChange={setForm} gaps={shown} />
        <ProblemSide
          id={record?.id}
          form={form}
          state={record?.state ?? 'lead'}
          gaps={gaps}
          error={asked ? save.error : null}
          pending={save.isPending}
          onSave={saveProblem}
        />
      </div>
    </Page>
  )
}

/** The form with its draft, what it lacks, and the two ways out of it. */
function useProblemForm({ subject, record, initial, firstField }: Props) {
  const today = useToday()
  const navigate = route.useNavigate()
  const [start] = useState(initial)
  const [form, setForm] = useState(initial)
  const [asked, setAsked] = useState(false)
  const draft = useDraft<ProblemForm>({
    form: 'problem',
    subject,
    title: useTitle(form),
    content: form,
    initial: start,
    parse: parseProblemDraft,
    onRestore: setForm,
  })
  const gaps = problemGaps(form, today, record?.state ?? 'lead')
  const save = useCaseCommand(problemContract.save)
  const waiting = draft.offer !== undefined
  useEffect(() => {
    if (!waiting && !isReturning() && firstField !== undefined)
      focusField(fieldId('problem', firstField))
  }, [waiting, firstField])

  function leave(open: string | undefined) {
    void navigate({
      search: ({ form: _form, visitId: _visit, exposureId: _look, field: _field, ...rest }) =>
        open === undefined ? rest : { ...rest, open },
    })
  }
  async function saveNow() {
    setAsked(true)
    const input = gaps.length === 0 ? problemInput(form, record?.id) : undefined
    if (!input || save.isPending) return
    const { id } = await save.mutateAsync(input)
    await draft.finish()
    leave(id)
  }
  const saveProblem = () => void saveNow().catch(() => undefined)
  usePageKeys({
    'ctrl+s': draft.saveNow,
    'ctrl+enter': waiting ? undefined : saveProblem,
  })

  const offered = draft.offer?.content
  const differing = offered ? differingFields(start, offered) : []
  return { form, setForm, gaps, draft, differing, asked, save, saveProblem, leave }
}

/** What the draft is called in lists: its unit and the beginning of what happened. */
function useTitle(form: ProblemForm): string {
  const { t } = useTranslation('problem')
  const unit = useCaseQuery(
    unitContract.one,
    { id: form.unitId ?? '' },
    { enabled: form.unitId !== null, keepPrevious: false },
  ).data
  return [unit?.name ?? t('form.noUnit'), form.what.slice(0, 40)].filter(Boolean).join(' ')
}
