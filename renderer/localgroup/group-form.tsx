import { Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { unitLevels } from '#db/kernel/codes.ts'
import { GroupLevel, localgroupContract, type LocalGroupRow } from '#db/localgroup/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { Field, fieldId } from '#renderer/records/field.tsx'
import { InlineForm } from '#renderer/records/inline-form.tsx'
import { CodeSelect } from '#renderer/ui/code-select.tsx'

const Form = z.object({
  name: z.string(),
  level: GroupLevel.nullable(),
  leadName: z.string(),
  size: z.number().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
})

const LEVELS = unitLevels.filter(({ code }) => GroupLevel.safeParse(code).success)

/** A local group: its name and level, who leads it, how many they are, and since when. */
export function GroupForm({
  record,
  onDone,
}: {
  readonly record: LocalGroupRow | undefined
  readonly onDone: (id: string | undefined) => void
}) {
  const { t } = useTranslation('localgroup')
  const initial = Form.parse(
    record ?? { name: '', level: null, leadName: '', size: null, validFrom: null, validTo: null },
  )
  const [form, setForm] = useKeptState(`localgroup.form.${record?.id ?? 'new'}`, Form, initial)
  const save = useCaseCommand(localgroupContract.save)
  const { level } = form
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  function write() {
    if (level === null) return
    const known = record ? { id: record.id } : {}
    save.mutate({ ...known, ...form, level }, { onSuccess: (made) => onDone(made.id) })
  }
  return (
    <InlineForm
      label={record ? t('edit') : t('new')}
      save={t('form.save')}
      lacking={form.name.trim() === '' || level === null ? t('form.lacking') : undefined}
      error={save.error}
      pending={save.isPending}
      onSave={write}
      onCancel={() => onDone(undefined)}
    >
      <GroupFields form={form} onChange={set} ends={record !== undefined} />
    </InlineForm>
  )
}

type Fields = {
  readonly form: z.infer<typeof Form>
  readonly onChange: (change: Partial<z.infer<typeof Form>>) => void
  /** Whether the end of the group is asked for too. */
  readonly ends: boolean
}

function GroupFields({ form, onChange, ends }: Fields) {
  const { t } = useTranslation('localgroup')
  const id = (name: string) => fieldId('localgroup', name)
  return (
    <>
      <Field id={id('name')} label={t('column.name')}>
        <Input
          id={id('name')}
          autoFocus
          maxLength={100}
          value={form.name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </Field>
      <Field id={id('level')} label={t('column.level')}>
        <CodeSelect
          id={id('level')}
          list={LEVELS}
          value={form.level}
          onChange={(code) => onChange({ level: GroupLevel.safeParse(code).data ?? null })}
        />
      </Field>
      <Field id={id('leadName')} label={t('column.lead')}>
        <Input
          id={id('leadName')}
          maxLength={50}
          value={form.leadName}
          onChange={({ target }) => onChange({ leadName: target.value })}
        />
      </Field>
      <Field id={id('size')} label={t('form.size')}>
        <InputNumber<number>
          id={id('size')}
          min={1}
          max={999}
          precision={0}
          value={form.size}
          onChange={(size) => onChange({ size })}
        />
      </Field>
      <DateFields form={form} onChange={onChange} ends={ends} />
    </>
  )
}

function DateFields({ form, onChange, ends }: Fields) {
  const { t } = useTranslation('localgroup')
  const id = (name: string) => fieldId('localgroup', name)
  return (
    <>
      <Field id={id('validFrom')} label={t('form.validFrom')}>
        <CivilDateInput
          id={id('validFrom')}
          value={form.validFrom}
          onChange={(validFrom) => onChange({ validFrom })}
        />
      </Field>
      {ends && (
        <Field id={id('validTo')} label={t('form.validTo')} hint={t('form.validToHint')}>
          <CivilDateInput
            id={id('validTo')}
            value={form.validTo}
            onChange={(validTo) => onChange({ validTo })}
          />
        </Field>
      )}
    </>
  )
}
