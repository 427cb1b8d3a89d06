import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { unitContract } from '#db/unit/contract.ts'
import { type Round, visitContract } from '#db/visit/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { isReturning } from '#renderer/lib/spot.ts'
import { useToday } from '#renderer/lib/today.ts'
import { Page } from '#renderer/ui/page.tsx'

import { differingFields } from '#renderer/records/draft-words.ts'
import { DraftChip, DraftStrip } from '#renderer/records/draft-strip.tsx'
import { useDraft } from '#renderer/records/use-draft.ts'
import { LookBoard } from './look-board.tsx'
import { conflictsOf, fieldId, focusField } from '#renderer/records/field.tsx'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { VisitFields } from './visit-fields.tsx'
import { parseVisitDraft, type VisitForm, visitGaps, visitInput } from './visit-form-model.ts'
import { VisitSide } from './visit-side.tsx'

const route = getRouteApi('/case/rounds/visits')

type Props = {
  readonly subject: string
  readonly name: string | undefined
  readonly initial: VisitForm
  readonly rounds: readonly Round[]
}

/** The visit form in three parts: what kind of visit, what was looked for, what is still lacking. */
export function VisitEditor(props: Props) {
  const { subject, name, rounds } = props
  const { t } = useTranslation('visit')
  const { form, setForm, gaps, draft, differing, asked, save, saveVisit, leave } =
    useVisitForm(props)
  return (
    <Page
      title={name ?? t('form.newTitle')}
      filters={<DraftChip draft={draft} />}
      actions={
        <Button size="small" onClick={() => leave(subject === 'new' ? undefined : subject)}>
          {t('form.back')}
        </Button>
      }
    >
      <DraftStrip draft={draft} differing={differing.map((field) => t(`form.${field}`))} />
      <div className="visit-form" inert={draft.offer !== undefined}>
        <VisitFields
          form={form}
          onChange={setForm}
          gaps={asked ? gaps : conflictsOf(gaps)}
          rounds={rounds}
        />
        <LookBoard form={form} onChange={setForm} gaps={gaps} asked={asked} />
        <VisitSide
          form={form}
          gaps={gaps}
          asked={asked}
          error={save.error}
          pending={save.isPending}
          onSave={() => void saveVisit().catch(() => undefined)}
        />
      </div>
    </Page>
  )
}

/** The form with its draft, what it lacks, and the two ways out of it. */
function useVisitForm({ subject, initial, rounds }: Props) {
  const { t } = useTranslation('visit')
  const navigate = route.useNavigate()
  const [start] = useState(initial)
  const [form, setForm] = useState(initial)
  const [asked, setAsked] = useState(false)
  const unit = useUnit(form.unitId)
  const draft = useDraft<VisitForm>({
    form: 'visit',
    subject,
    title: unit?.name ?? t('form.noUnit'),
    content: form,
    initial: start,
    parse: parseVisitDraft,
    onRestore: setForm,
  })
  const today = useToday()
  const gaps = visitGaps(form, { today, rounds, unitValidTo: unit?.validTo ?? null })
  const save = useCaseCommand(visitContract.save)
  const waiting = draft.offer !== undefined
  useEffect(() => {
    if (!waiting && !isReturning() && subject === 'new') focusField(fieldId('visit', 'unitId'))
  }, [waiting, subject])

  function leave(open: string | undefined) {
    void navigate({
      search: ({ form: _form, open: _open, ...rest }) =>
        open === undefined ? rest : { ...rest, open },
    })
  }
  async function saveVisit() {
    setAsked(true)
    const input =
      gaps.length === 0 ? visitInput(form, subject === 'new' ? undefined : subject) : undefined
    if (!input) return
    const { id } = await save.mutateAsync(input)
    await draft.finish()
    leave(id)
  }
  usePageKeys({ 'ctrl+s': draft.saveNow })

  const offered = draft.offer?.content
  const differing = offered ? differingFields(start, offered) : []
  return { form, setForm, gaps, draft, differing, asked, save, saveVisit, leave }
}

function useUnit(id: string | null) {
  return useCaseQuery(
    unitContract.one,
    { id: id ?? '' },
    { enabled: id !== null, keepPrevious: false },
  ).data
}
