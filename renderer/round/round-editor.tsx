import { getRouteApi } from '@tanstack/react-router'
import { Button, Input, InputNumber } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { roundContract } from '#db/round/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { isReturning } from '#renderer/lib/spot.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { DraftChip, DraftStrip } from '#renderer/records/draft-strip.tsx'
import { differingFields } from '#renderer/records/draft-words.ts'
import { conflictsOf, Field, fieldId, focusField, type Gap } from '#renderer/records/field.tsx'
import { GapPanel } from '#renderer/records/gap-panel.tsx'
import { useDraft } from '#renderer/records/use-draft.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { MemberSelect } from './member-select.tsx'
import { PlanRows } from './plan-rows.tsx'
import { parseRoundDraft, type RoundForm, roundGaps, roundInput } from './round-form-model.ts'
import { useRoundTabs } from './round-tabs.ts'
import { TeamRows } from './team-rows.tsx'

const route = getRouteApi('/case/rounds')

type Props = { readonly subject: string; readonly initial: RoundForm }

/** The form of a round: what it is for, who travels in which team, and where it is to go. */
export function RoundEditor(props: Props) {
  const { t } = useTranslation('round')
  const { form, setForm, gaps, asked, draft, differing, save, saveRound, leave } =
    useRoundForm(props)
  const isNew = props.subject === 'new'
  const title = isNew || form.no === null ? t('form.newTitle') : t('no', { no: form.no })
  return (
    <Page
      title={title}
      tabs={useRoundTabs()}
      filters={<DraftChip draft={draft} />}
      actions={
        <Button size="small" onClick={() => leave(isNew ? undefined : props.subject)}>
          {t('form.back')}
        </Button>
      }
    >
      <DraftStrip draft={draft} differing={differing.map((field) => t(`form.${field}`))} />
      <div className="round-form" inert={draft.offer !== undefined}>
        <div className="round-form-main">
          <RoundFields form={form} onChange={setForm} gaps={asked ? gaps : conflictsOf(gaps)} />
          <TeamRows form={form} onChange={setForm} gaps={asked ? gaps : conflictsOf(gaps)} />
          <PlanRows form={form} onChange={setForm} gaps={asked ? gaps : conflictsOf(gaps)} />
        </div>
        <section className="card form-side" aria-label={t('form.side')}>
          <GapPanel form="round" title={t('form.save')} gaps={gaps} />
          {asked && <Refusal error={save.error} />}
          <p className="note">{t('form.sideNote')}</p>
          <div className="form-save">
            <Button
              type={gaps.length > 0 ? 'dashed' : 'primary'}
              loading={save.isPending}
              onClick={() => void saveRound().catch(() => undefined)}
            >
              {t('form.save')}
            </Button>
            <span className="note">{t('form.draftNote')}</span>
          </div>
        </section>
      </div>
    </Page>
  )
}

/** The form with its draft, what it lacks, and the two ways out of it. */
function useRoundForm({ subject, initial }: Props) {
  const { t } = useTranslation('round')
  const navigate = route.useNavigate()
  const [start] = useState(initial)
  const [form, setForm] = useState(initial)
  const [asked, setAsked] = useState(false)
  const draft = useDraft<RoundForm>({
    form: 'round',
    subject,
    title: form.no === null ? t('title') : t('no', { no: form.no }),
    content: form,
    initial: start,
    parse: parseRoundDraft,
    onRestore: setForm,
  })
  const gaps = roundGaps(form)
  const save = useCaseCommand(roundContract.save)
  const waiting = draft.offer !== undefined
  useEffect(() => {
    if (!waiting && !isReturning()) focusField(fieldId('round', 'purpose'))
  }, [waiting])

  function leave(open: string | undefined) {
    void navigate({
      search: ({ form: _form, open: _open, ...rest }) =>
        open === undefined ? rest : { ...rest, open },
    })
  }
  async function saveRound() {
    setAsked(true)
    const input =
      gaps.length === 0 ? roundInput(form, subject === 'new' ? undefined : subject) : undefined
    if (!input) return
    const { id } = await save.mutateAsync(input)
    await draft.finish()
    leave(id)
  }
  usePageKeys({
    'ctrl+s': draft.saveNow,
    'ctrl+enter': () => void saveRound().catch(() => undefined),
  })
  const offered = draft.offer?.content
  const differing = offered ? differingFields(start, offered) : []
  return { form, setForm, gaps, asked, draft, differing, save, saveRound, leave }
}

function RoundFields({
  form,
  onChange,
  gaps,
}: {
  readonly form: RoundForm
  readonly onChange: (form: RoundForm) => void
  readonly gaps: readonly Gap[]
}) {
  const { t } = useTranslation('round')
  const set = (change: Partial<RoundForm>) => onChange({ ...form, ...change })
  const field = (name: keyof RoundForm) => ({
    id: fieldId('round', name),
    label: t(`form.${name}`),
    gap: gaps.find((gap) => gap.field === name),
  })
  return (
    <section className="card form-card round-fields" aria-label={t('form.fields')}>
      <Field {...field('purpose')}>
        <Input
          id={fieldId('round', 'purpose')}
          maxLength={200}
          placeholder={t('form.purposeHint')}
          value={form.purpose}
          onChange={({ target }) => set({ purpose: target.value })}
        />
      </Field>
      <Field {...field('no')}>
        <InputNumber
          id={fieldId('round', 'no')}
          min={1}
          max={99}
          precision={0}
          value={form.no}
          onChange={(no) => set({ no })}
        />
      </Field>
      <RoundDates form={form} onChange={set} gaps={gaps} />
      <Field {...field('leadMemberId')}>
        <MemberSelect
          id={fieldId('round', 'leadMemberId')}
          label={t('form.leadMemberId')}
          value={form.leadMemberId}
          onChange={(leadMemberId) => set({ leadMemberId })}
        />
      </Field>
    </section>
  )
}

function RoundDates({
  form,
  onChange,
  gaps,
}: {
  readonly form: RoundForm
  readonly onChange: (change: Partial<RoundForm>) => void
  readonly gaps: readonly Gap[]
}) {
  const { t } = useTranslation('round')
  return (['fromOn', 'toOn'] as const).map((name) => (
    <Field
      key={name}
      id={fieldId('round', name)}
      label={t(`form.${name}`)}
      gap={gaps.find((gap) => gap.field === name)}
    >
      <CivilDateInput
        id={fieldId('round', name)}
        value={form[name]}
        onChange={(date) => onChange({ [name]: date })}
      />
    </Field>
  ))
}
