import './opinion.css'

import { Button, Checkbox, Input } from 'antd'
import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { changes, channels, opinionDirectnesses, speakerKinds } from '#db/kernel/opinion-codes.ts'
import { Change, Channel, opinionContract, SpeakerKind } from '#db/opinion/contract.ts'
import { directnessesOf } from '#db/opinion/rules.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { DraftChip, DraftStrip } from '#renderer/records/draft-strip.tsx'
import { differingFields } from '#renderer/records/draft-words.ts'
import { conflictsOf, Field, fieldId, focusField } from '#renderer/records/field.tsx'
import { GapPanel } from '#renderer/records/gap-panel.tsx'
import { Segments } from '#renderer/records/segments.tsx'
import { useDraft } from '#renderer/records/use-draft.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'
import { UnitName, UnitPicker } from '#renderer/ui/unit-picker.tsx'

import {
  nextOpinion,
  type OpinionForm as Form,
  opinionGaps,
  opinionInput,
  parseOpinionDraft,
} from './opinion-form-model.ts'

type Props = {
  readonly subject: string
  readonly initial: Form
  /** The unit is told by where the form stands. */
  readonly fixed: boolean
  /** Hears of a correction that was sealed; other forms go on with the next opinion. */
  readonly onSealed?: (id: string) => void
}

/** What was said, as it was said. Ctrl+Enter seals it and goes on to the next. */
export function OpinionForm(props: Props) {
  const { t } = useTranslation('opinion')
  const { form, setForm, draft, differing, gaps, asked, seal, sealNow, sealed } =
    useOpinionForm(props)
  const shown = asked ? gaps : conflictsOf(gaps)
  return (
    <section className="opinion-form" aria-label={t('form.title')}>
      <DraftStrip draft={draft} differing={differing.map((field) => t(`form.${field}`))} />
      <div inert={draft.offer !== undefined}>
        <Field
          id={fieldId('opinion', 'verbatim')}
          label={t('form.verbatim')}
          gap={shown.find(({ field }) => field === 'verbatim')}
          hint={t('form.sealNote')}
        >
          <Input.TextArea
            id={fieldId('opinion', 'verbatim')}
            className="quotation"
            autoFocus
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={5000}
            value={form.verbatim}
            onChange={({ target }) => setForm({ ...form, verbatim: target.value })}
          />
        </Field>
        <OpinionFields form={form} onChange={setForm} gaps={shown} fixed={props.fixed} />
        {asked && <GapPanel form="opinion" title={t('form.seal')} gaps={gaps} />}
        <Refusal error={seal.error} />
        <div className="step-buttons">
          <Button
            type={gaps.length > 0 ? 'dashed' : 'primary'}
            loading={seal.isPending}
            onClick={sealNow}
          >
            {t('form.seal')} <kbd className="key-cap">Ctrl Enter</kbd>
          </Button>
          <DraftChip draft={draft} />
          <span role="status" className="note">
            {sealed !== undefined && t('form.sealed', { no: sealed })}
          </span>
        </div>
      </div>
    </section>
  )
}

function useOpinionForm({ subject, initial, onSealed }: Props) {
  const { t } = useTranslation('opinion')
  const today = useToday()
  const [start, setStart] = useState(initial)
  const [form, setForm] = useState(initial)
  const [asked, setAsked] = useState(false)
  const [sealed, setSealed] = useState<number>()
  const summary = useCaseQuery(casefileContract.summary, {}).data
  const draft = useDraft<Form>({
    form: 'opinion',
    subject,
    title: form.verbatim.slice(0, 40) || t('form.title'),
    content: form,
    initial: start,
    parse: parseOpinionDraft,
    onRestore: setForm,
  })
  const gaps = opinionGaps(form, today)
  const seal = useCaseCommand(opinionContract.seal)
  async function sealOne() {
    setAsked(true)
    const input = gaps.length === 0 ? opinionInput(form, summary?.actor.id ?? '') : undefined
    if (!input || seal.isPending) return
    const { id, no } = await seal.mutateAsync(input)
    if (onSealed) {
      await draft.finish()
      onSealed(id)
      return
    }
    const next = nextOpinion(form)
    draft.discard()
    setStart(next)
    setForm(next)
    setAsked(false)
    setSealed(no)
    focusField(fieldId('opinion', 'verbatim'))
  }
  const sealNow = () => void sealOne().catch(() => undefined)
  usePageKeys({ 'ctrl+s': draft.saveNow, 'ctrl+enter': draft.offer ? undefined : sealNow })
  const offered = draft.offer?.content
  const differing = offered ? differingFields(start, offered) : []
  return { form, setForm, draft, differing, gaps, asked, seal, sealNow, sealed }
}

type FieldsProps = {
  readonly form: Form
  readonly onChange: (form: Form) => void
  readonly gaps: ReturnType<typeof opinionGaps>
  readonly fixed: boolean
}

function OpinionFields({ form, onChange, gaps, fixed }: FieldsProps) {
  const { t } = useTranslation('opinion')
  const set = (change: Partial<Form>) => onChange({ ...form, ...change })
  const field = (name: string) => ({
    id: fieldId('opinion', name),
    label: t(`form.${name}`),
    gap: gaps.find((gap) => gap.field === name),
  })
  return (
    <div className="opinion-fields">
      <Field {...field('speakerKind')}>
        <CodeSelect
          id={fieldId('opinion', 'speakerKind')}
          list={speakerKinds}
          value={form.speakerKind}
          onChange={(code) => set({ speakerKind: SpeakerKind.safeParse(code).data ?? null })}
        />
      </Field>
      <WayFields form={form} set={set} field={field} />
      <Field {...field('unitId')}>
        {fixed && form.unitId !== null ? (
          <p className="field-fixed" id={fieldId('opinion', 'unitId')}>
            <UnitName id={form.unitId} />
          </p>
        ) : (
          <UnitPicker
            id={fieldId('opinion', 'unitId')}
            value={form.unitId}
            onChange={(unitId) => set({ unitId })}
          />
        )}
      </Field>
      <WhenFields form={form} set={set} field={field} />
      <Field {...field('change')} hint={t('form.changeNote')}>
        <CodeSelect
          id={fieldId('opinion', 'change')}
          list={changes}
          allowClear
          value={form.change}
          onChange={(code) => set({ change: Change.safeParse(code).data ?? null })}
        />
      </Field>
    </div>
  )
}

type PartProps = {
  readonly form: Form
  readonly set: (change: Partial<Form>) => void
  readonly field: (name: string) => Omit<ComponentProps<typeof Field>, 'children' | 'hint'>
}

/** When and where it was heard, and in which language. */
function WhenFields({ form, set, field }: PartProps) {
  return (
    <>
      <Field {...field('heardOn')}>
        <CivilDateInput
          id={fieldId('opinion', 'heardOn')}
          value={form.heardOn}
          onChange={(date) => set({ heardOn: date ?? '' })}
        />
      </Field>
      <Field {...field('heardTime')}>
        <Input
          id={fieldId('opinion', 'heardTime')}
          type="time"
          value={form.heardTime}
          onChange={({ target }) => set({ heardTime: target.value })}
        />
      </Field>
      {(['place', 'languageNote'] as const).map((name) => (
        <Field key={name} {...field(name)}>
          <Input
            id={fieldId('opinion', name)}
            maxLength={100}
            value={form[name]}
            onChange={({ target }) => set({ [name]: target.value })}
          />
        </Field>
      ))}
    </>
  )
}

/** The channel tells how near the words are to their speaker, but for letters and calls. */
function WayFields({ form, set, field }: PartProps) {
  const { t } = useTranslation('opinion')
  const options = useCodeOptions(opinionDirectnesses)
  const possible = form.channel === null ? [] : directnessesOf(form.channel)
  return (
    <>
      <Field {...field('channel')}>
        <CodeSelect
          id={fieldId('opinion', 'channel')}
          list={channels}
          value={form.channel}
          onChange={(code) => {
            const channel = Channel.safeParse(code).data ?? null
            const [only, more] = channel === null ? [] : directnessesOf(channel)
            set({ channel, directness: more === undefined ? (only ?? null) : null })
          }}
        />
      </Field>
      {possible.length > 0 && (
        <Field {...field('directness')}>
          <Segments
            id={fieldId('opinion', 'directness')}
            label={t('form.directness')}
            options={options.filter(({ value }) => possible.includes(value))}
            value={form.directness}
            onChange={(directness) => set({ directness })}
          />
        </Field>
      )}
      <Field {...field('thirdPerson')}>
        <Checkbox
          id={fieldId('opinion', 'thirdPerson')}
          checked={form.thirdPerson}
          onChange={({ target }) => set({ thirdPerson: target.checked })}
        >
          {t('form.thirdPersonYes')}
        </Checkbox>
      </Field>
    </>
  )
}
