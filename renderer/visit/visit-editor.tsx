import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { unitContract } from '#db/unit/contract.ts'
import { type Round, visitContract } from '#db/visit/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { Page } from '#renderer/ui/page.tsx'

import { differingFields } from './drafts/draft-words.ts'
import { DraftChip, DraftStrip } from './drafts/draft-strip.tsx'
import { useDraft } from './drafts/use-draft.ts'
import { LookBoard } from './look-board.tsx'
import type { Gap } from './records/field.tsx'
import { usePageKeys } from './records/use-page-keys.ts'
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
export function VisitEditor({ subject, name, initial, rounds }: Props) {
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
  const today = dayjs().format('YYYY-MM-DD')
  const gaps = visitGaps(form, { today, rounds, unitValidTo: unit?.validTo ?? null })
  const save = useCaseCommand(visitContract.save)

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
  const differing = offered
    ? differingFields(start, offered).map((field) => t(`form.${field}`))
    : []
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
      <DraftStrip draft={draft} differing={differing} />
      <div className="visit-form" inert={draft.offer !== undefined}>
        <VisitFields
          form={form}
          onChange={setForm}
          gaps={asked ? gaps : visible(gaps)}
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

/** What is wrong shows at once; what is only missing waits until saving was tried. */
function visible(gaps: readonly Gap[]): Gap[] {
  return gaps.filter(({ code }) => !code.endsWith('-missing'))
}

function useUnit(id: string | null) {
  return useCaseQuery(
    unitContract.one,
    { id: id ?? '' },
    { enabled: id !== null, keepPrevious: false },
  ).data
}
