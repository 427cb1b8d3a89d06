import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { contactKinds } from '#db/kernel/codes.ts'
import { ContactKind, localgroupContract } from '#db/localgroup/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field, fieldId } from '#renderer/records/field.tsx'
import { InlineForm } from '#renderer/records/inline-form.tsx'
import { Segments } from '#renderer/records/segments.tsx'

const Form = z.object({ heldOn: z.string(), kind: ContactKind.nullable(), note: z.string() })

/** When and how this group met the local one (R28). */
export function ContactForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation('localgroup')
  const today = useToday()
  const [form, setForm] = useKeptState(`localgroup.contact.${id}`, Form, {
    heldOn: today,
    kind: null,
    note: '',
  })
  const contact = useCaseCommand(localgroupContract.contact)
  const { kind } = form
  const field = (name: string) => fieldId('contact', name)
  function save() {
    if (kind !== null) {
      contact.mutate({ localGroupId: id, ...form, kind }, { onSuccess: onDone })
    }
  }
  return (
    <InlineForm
      label={t('contact.add')}
      save={t('contact.save')}
      lacking={kind === null || form.heldOn === '' ? t('contact.lacking') : undefined}
      error={contact.error}
      pending={contact.isPending}
      onSave={save}
      onCancel={onDone}
    >
      <Field id={field('heldOn')} label={t('contact.heldOn')}>
        <CivilDateInput
          id={field('heldOn')}
          value={form.heldOn}
          onChange={(date) => setForm({ ...form, heldOn: date ?? '' })}
        />
      </Field>
      <Field id={field('kind')} label={t('contact.kind')}>
        <Segments
          id={field('kind')}
          label={t('contact.kind')}
          options={useCodeOptions(contactKinds)}
          value={kind}
          onChange={(chosen) => setForm({ ...form, kind: chosen })}
        />
      </Field>
      <Field id={field('note')} label={t('contact.note')}>
        <Input.TextArea
          id={field('note')}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={2000}
          value={form.note}
          onChange={({ target }) => setForm({ ...form, note: target.value })}
        />
      </Field>
    </InlineForm>
  )
}
