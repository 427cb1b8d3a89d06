import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { matchWords } from '#db/kernel/codes.ts'
import { type GroupAnswer, localgroupContract, Matches } from '#db/localgroup/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field, fieldId } from '#renderer/records/field.tsx'
import { InlineForm } from '#renderer/records/inline-form.tsx'
import { Segments } from '#renderer/records/segments.tsx'
import { VisitPicker } from '#renderer/visit/visit-picker.tsx'

const Form = z.object({
  visitId: z.string().nullable(),
  seen: z.string(),
  matches: Matches.nullable(),
})

/** Puts beside an answer what a visit has seen; only a visit of that unit can (R48). */
export function CompareForm({
  answer,
  onDone,
}: {
  readonly answer: GroupAnswer
  readonly onDone: () => void
}) {
  const { t } = useTranslation('localgroup')
  const [form, setForm] = useKeptState(`localgroup.compare.${answer.id}`, Form, Form.parse(answer))
  const compare = useCaseCommand(localgroupContract.compare)
  const { matches } = form
  const field = (name: string) => fieldId('compare', name)
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  function save() {
    if (matches !== null) {
      compare.mutate({ id: answer.id, ...form, matches }, { onSuccess: onDone })
    }
  }
  return (
    <InlineForm
      label={t('answer.compare')}
      save={t('answer.saveCompared')}
      lacking={form.seen.trim() === '' || matches === null ? t('answer.comparedLacks') : undefined}
      error={compare.error}
      pending={compare.isPending}
      onSave={save}
      onCancel={onDone}
    >
      <Field id={field('visitId')} label={t('answer.visitOf')} hint={t('answer.visitHint')}>
        <VisitPicker
          id={field('visitId')}
          unitId={answer.unitId}
          value={form.visitId}
          onChange={(visitId) => set({ visitId })}
        />
      </Field>
      <Field id={field('seen')} label={t('answer.seen')}>
        <Input.TextArea
          id={field('seen')}
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={form.seen}
          onChange={({ target }) => set({ seen: target.value })}
        />
      </Field>
      <Field id={field('matches')} label={t('answer.matches')}>
        <Segments
          id={field('matches')}
          label={t('answer.matches')}
          options={useCodeOptions(matchWords)}
          value={matches}
          onChange={(chosen) => set({ matches: chosen })}
        />
      </Field>
    </InlineForm>
  )
}
