import { Button, Input, Select } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { waysFound } from '#db/kernel/codes.ts'
import { bigramsOf, likeness } from '#db/kernel/likeness.ts'
import { ownlistContract, WayFound } from '#db/ownlist/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field } from '#renderer/records/field.tsx'
import { RecordDrawer } from '#renderer/ui/record-drawer.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'
import { UnitPicker } from '#renderer/ui/unit-picker.tsx'

const Form = z.object({
  unitId: z.string().nullable(),
  text: z.string(),
  wayFound: WayFound,
  claimedBy: z.string(),
  listedOn: z.string(),
  matchesProblemId: z.string().nullable(),
})
type Form = z.infer<typeof Form>

/** One problem of a unit's own list beside the list: written anew, or changed and matched. */
export function OwnProblemDrawer({
  subject,
  unitId,
  onClose,
}: {
  /** `new`, an id, or nothing while the drawer is closed. */
  readonly subject: string | undefined
  readonly unitId: string | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation('ownlist')
  const today = useToday()
  const given = subject !== undefined && subject !== 'new'
  const { data, error } = useCaseQuery(
    ownlistContract.one,
    { id: subject ?? '' },
    { enabled: given, keepPrevious: false },
  )
  const empty = {
    unitId,
    text: '',
    wayFound: 'masses',
    claimedBy: '',
    listedOn: today,
    matchesProblemId: null,
  } as const
  return (
    <RecordDrawer
      title={t(given ? 'editTitle' : 'newTitle')}
      open={subject !== undefined}
      onClose={onClose}
    >
      <Refusal error={error} />
      {subject === 'new' && <OwnProblemForm subject="new" begun={empty} onDone={onClose} />}
      {data && <OwnProblemForm key={data.id} subject={data.id} begun={data} onDone={onClose} />}
    </RecordDrawer>
  )
}

function OwnProblemForm({
  subject,
  begun,
  onDone,
}: {
  readonly subject: string
  readonly begun: Form
  readonly onDone: () => void
}) {
  const { t } = useTranslation('ownlist')
  const [form, setForm] = useKeptState(`ownlist.${subject}`, Form, begun)
  const [tried, setTried] = useState(false)
  const save = useCaseCommand(ownlistContract.save)
  const { unitId, text, wayFound, claimedBy, listedOn, matchesProblemId } = form
  const ready = unitId !== null && text.trim() !== ''

  function take() {
    setTried(true)
    if (!ready || save.isPending) return
    const id = subject === 'new' ? {} : { id: subject }
    const fields = { unitId, text, wayFound, claimedBy, listedOn, matchesProblemId }
    save.mutate(
      { ...id, ...fields },
      {
        onSuccess: () => {
          setForm(begun)
          onDone()
        },
      },
    )
  }
  function press(key: KeyboardEvent) {
    if (isComposing(key)) return
    if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) take()
  }
  return (
    // Keys of the fields inside, gathered in one place.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className="own-form" role="group" aria-label={t('title')} onKeyDown={press}>
      <OwnProblemFields form={form} onChange={(part) => setForm({ ...form, ...part })} />
      <Refusal error={save.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={ready ? 'primary' : 'dashed'}
          loading={save.isPending}
          onClick={take}
        >
          {t('save')} <kbd className="key-cap">Ctrl Enter</kbd>
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        {!ready && <span className={tried ? 'field-error' : 'note'}>{t('lacking')}</span>}
      </div>
    </div>
  )
}

type Fields = { readonly form: Form; readonly onChange: (part: Partial<Form>) => void }

function OwnProblemFields({ form, onChange }: Fields) {
  const { t } = useTranslation('ownlist')
  return (
    <>
      <Field id="own-unitId" label={t('column.unit')}>
        <UnitPicker
          id="own-unitId"
          value={form.unitId}
          onChange={(unitId) => onChange({ unitId, matchesProblemId: null })}
        />
      </Field>
      <Field id="own-text" label={t('words')} hint={t('wordsHint')}>
        <Input.TextArea
          id="own-text"
          autoFocus={form.unitId !== null}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={form.text}
          onChange={({ target }) => onChange({ text: target.value })}
        />
      </Field>
      <Field id="own-wayFound" label={t('wayFound')}>
        <Select
          id="own-wayFound"
          options={useCodeOptions(waysFound)}
          value={form.wayFound}
          onChange={(wayFound) => onChange({ wayFound })}
        />
      </Field>
      <Field id="own-claimedBy" label={t('claimedBy')}>
        <Input
          id="own-claimedBy"
          maxLength={50}
          value={form.claimedBy}
          onChange={({ target }) => onChange({ claimedBy: target.value })}
        />
      </Field>
      <Field id="own-listedOn" label={t('listedOn')}>
        <CivilDateInput
          id="own-listedOn"
          value={form.listedOn}
          onChange={(date) => onChange({ listedOn: date ?? form.listedOn })}
        />
      </Field>
      <MatchField form={form} onChange={onChange} />
    </>
  )
}

/** Which problem of the group is the same matter; those with the most like text come first. */
function MatchField({ form, onChange }: Fields) {
  const { t } = useTranslation('ownlist')
  const { unitId, text } = form
  const { data } = useCaseQuery(
    problemContract.list,
    { filter: { unitId }, limit: 200 },
    { enabled: unitId !== null, keepPrevious: false },
  )
  const pairs = bigramsOf(text)
  const like = (other: string) => likeness(pairs, bigramsOf(other))
  const options = (data?.rows ?? [])
    .filter(({ state }) => state !== 'notSubstantiated' && state !== 'handedOver')
    .toSorted((one, other) => like(other.what) - like(one.what))
    .map(({ id, no, what }) => ({ value: id, label: t('problem:merge.other', { no, what }) }))
  return (
    <Field
      id="own-match"
      label={t('match')}
      hint={t(unitId !== null && options.length === 0 ? 'noneToMatch' : 'matchHint')}
    >
      <Select
        id="own-match"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        value={form.matchesProblemId}
        onChange={(id) => onChange({ matchesProblemId: id ?? null })}
      />
    </Field>
  )
}
