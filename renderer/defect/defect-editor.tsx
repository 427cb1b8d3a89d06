import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type Defect, defectContract } from '#db/defect/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { isReturning } from '#renderer/lib/spot.ts'
import { useToday } from '#renderer/lib/today.ts'
import { DraftChip, DraftStrip } from '#renderer/records/draft-strip.tsx'
import { differingFields } from '#renderer/records/draft-words.ts'
import { conflictsOf, fieldId, focusField } from '#renderer/records/field.tsx'
import { GapPanel } from '#renderer/records/gap-panel.tsx'
import { useDraft } from '#renderer/records/use-draft.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { CorrectionFields, SeenFields } from './defect-fields.tsx'
import {
  type DefectForm,
  defectGaps,
  defectInput,
  emptyDefect,
  formOf,
  parseDefectDraft,
} from './defect-form-model.ts'

const route = getRouteApi('/case/group/defects')

type Props = { readonly record: Defect | undefined; readonly firstField: string }

/** The form of an own defect in three parts: what was seen, what is done, what is still lacking. */
export function DefectEditor(props: Props) {
  const { record } = props
  const { t } = useTranslation('defect')
  const { form, setForm, gaps, draft, differing, asked, save, saveDefect, leave } =
    useDefectForm(props)
  const shown = asked ? gaps : conflictsOf(gaps)
  return (
    <Page
      title={record ? t('form.editTitle', { no: record.no }) : t('form.newTitle')}
      filters={<DraftChip draft={draft} />}
      actions={
        <Button size="small" onClick={() => leave(record?.id)}>
          {t('form.back')}
        </Button>
      }
    >
      <DraftStrip draft={draft} differing={differing.map((field) => t(`form.${field}`))} />
      <div className="defect-form" inert={draft.offer !== undefined}>
        <SeenFields form={form} onChange={setForm} gaps={shown} />
        <CorrectionFields form={form} onChange={setForm} gaps={shown} />
        <section className="card form-side" aria-label={t('form.save')}>
          <GapPanel form="defect" title={t('form.save')} gaps={gaps} />
          <Refusal error={asked ? save.error : null} />
          <p className="note">{t('form.another')}</p>
          <div className="form-save">
            <Button
              type={gaps.length > 0 ? 'dashed' : 'primary'}
              loading={save.isPending}
              onClick={saveDefect}
            >
              {t('form.save')} <kbd className="key-cap">Ctrl Enter</kbd>
            </Button>
            <span className="note">{t('form.draftNote')}</span>
          </div>
        </section>
      </div>
    </Page>
  )
}

/** The form with its draft, what it lacks, and the two ways out of it. */
function useDefectForm({ record, firstField }: Props) {
  const navigate = route.useNavigate()
  const { t } = useTranslation('defect')
  const today = useToday()
  const [start] = useState(() => (record ? formOf(record) : emptyDefect(today)))
  const [form, setForm] = useState(start)
  const [asked, setAsked] = useState(false)
  const draft = useDraft<DefectForm>({
    form: 'defect',
    subject: record?.id ?? 'new',
    title: form.what.slice(0, 40) || t('form.newTitle'),
    content: form,
    initial: start,
    parse: parseDefectDraft,
    onRestore: setForm,
  })
  const gaps = defectGaps(form, today, record?.state ?? 'seen')
  const save = useCaseCommand(defectContract.save)
  const waiting = draft.offer !== undefined
  useEffect(() => {
    if (!waiting && !isReturning()) focusField(fieldId('defect', firstField))
  }, [waiting, firstField])

  function leave(open: string | undefined) {
    void navigate({
      search: ({ form: _form, field: _field, ...rest }) =>
        open === undefined ? rest : { ...rest, open },
    })
  }
  async function saveNow() {
    setAsked(true)
    const input = gaps.length === 0 ? defectInput(form, record?.id) : undefined
    if (!input || save.isPending) return
    const { id } = await save.mutateAsync(input)
    await draft.finish()
    leave(id)
  }
  const saveDefect = () => void saveNow().catch(() => undefined)
  usePageKeys({ 'ctrl+s': draft.saveNow, 'ctrl+enter': waiting ? undefined : saveDefect })
  const offered = draft.offer?.content
  const differing = offered ? differingFields(start, offered) : []
  return { form, setForm, gaps, draft, differing, asked, save, saveDefect, leave }
}
