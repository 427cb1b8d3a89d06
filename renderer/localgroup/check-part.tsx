import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { natures } from '#db/kernel/codes.ts'
import { localgroupContract } from '#db/localgroup/contract.ts'
import { checkNatures } from '#db/localgroup/rules.ts'
import { Nature } from '#db/visit/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field, fieldId } from '#renderer/records/field.tsx'
import { InlineForm } from '#renderer/records/inline-form.tsx'
import { Segments } from '#renderer/records/segments.tsx'
import { StepVerdict } from '#renderer/records/step-verdict.tsx'

import { GroupUnitSelect } from './group-unit-select.tsx'
import { useCounted } from './localgroup-columns.tsx'
import type { LocalGroup } from './localgroup-drawer.tsx'
import { Part } from './part.tsx'

/** What the group's own checks were aimed at; form alone is told (R53). */
export function CheckPart({ group }: { readonly group: LocalGroup }) {
  const { t } = useTranslation('localgroup')
  const counted = useCounted()
  const word = useCodeWord()
  const checks = Map.groupBy(group.items, ({ unitId, checkedOn }) => `${unitId} ${checkedOn}`)
  return (
    <Part
      title={t('check.title')}
      add={t('check.add')}
      form={(close) => <ItemForm group={group} onDone={close} />}
    >
      {checks.size === 0 ? (
        <p className="note">{t('check.none')}</p>
      ) : (
        <p>{t('check.formOnly', { counted: counted(group.formOnly, group.checks) })}</p>
      )}
      {[...checks].map(([key, items]) => (
        <div key={key} className="localgroup-check">
          <div className="localgroup-line">
            <b>{items[0]?.unitName}</b>
            <span className="note">{formatDate(items[0]?.checkedOn ?? '', { year: true })}</span>
          </div>
          <ul>
            {items.map(({ id, nature, what }) => (
              <li key={id} className="localgroup-line">
                <span className="localgroup-match">{word(natures, nature)}</span>
                <span>{what}</span>
              </li>
            ))}
          </ul>
          <StepVerdict
            verdict={checkNatures(items.map(({ nature }) => nature))}
            title={t('check.title')}
            subject="localGroup"
            subjectId={`${group.id} ${key}`}
          />
        </div>
      ))}
    </Part>
  )
}

const Form = z.object({
  unitId: z.string().nullable(),
  checkedOn: z.string(),
  nature: Nature.nullable(),
  what: z.string(),
})

function ItemForm({ group, onDone }: { readonly group: LocalGroup; readonly onDone: () => void }) {
  const { t } = useTranslation('localgroup')
  const today = useToday()
  const [form, setForm] = useKeptState(`localgroup.item.${group.id}`, Form, {
    unitId: null,
    checkedOn: today,
    nature: null,
    what: '',
  })
  const add = useCaseCommand(localgroupContract.addItem)
  const { unitId, nature } = form
  const whole =
    unitId !== null && nature !== null && form.checkedOn !== '' && form.what.trim() !== ''
  const field = (name: string) => fieldId('item', name)
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  function save() {
    if (unitId === null || nature === null) return
    add.mutate({ localGroupId: group.id, ...form, unitId, nature }, { onSuccess: onDone })
  }
  return (
    <InlineForm
      label={t('check.add')}
      save={t('check.save')}
      lacking={whole ? undefined : t('check.lacking')}
      error={add.error}
      pending={add.isPending}
      onSave={save}
      onCancel={onDone}
    >
      <Field id={field('unitId')} label={t('answer.unit')}>
        <GroupUnitSelect
          id={field('unitId')}
          group={group}
          value={unitId}
          onChange={(chosen) => set({ unitId: chosen })}
        />
      </Field>
      <Field id={field('checkedOn')} label={t('check.checkedOn')}>
        <CivilDateInput
          id={field('checkedOn')}
          value={form.checkedOn}
          onChange={(date) => set({ checkedOn: date ?? '' })}
        />
      </Field>
      <Field id={field('nature')} label={t('check.nature')}>
        <Segments
          id={field('nature')}
          label={t('check.nature')}
          options={useCodeOptions(natures)}
          value={nature}
          onChange={(chosen) => set({ nature: chosen })}
        />
      </Field>
      <WhatField value={form.what} onChange={(what) => set({ what })} />
    </InlineForm>
  )
}

function WhatField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (what: string) => void
}) {
  const { t } = useTranslation('localgroup')
  const id = fieldId('item', 'what')
  return (
    <Field id={id} label={t('check.what')}>
      <Input
        id={id}
        maxLength={500}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  )
}
