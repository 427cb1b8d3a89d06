import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { onlyFormal } from '#db/visit/rules.ts'
import { GapPanel } from '#renderer/records/gap-panel.tsx'
import type { Gap } from '#renderer/records/field.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { countResults } from './looks.ts'
import type { VisitForm } from './visit-form-model.ts'

/** What is still lacking, what to watch, and the step that saves the visit. */
export function VisitSide({
  form,
  gaps,
  asked,
  error,
  pending,
  onSave,
}: {
  readonly form: VisitForm
  readonly gaps: readonly Gap[]
  readonly asked: boolean
  readonly error: unknown
  readonly pending: boolean
  readonly onSave: () => void
}) {
  const { t } = useTranslation('visit')
  const counts = countResults(form.items)
  return (
    <section className="card form-side" aria-label={t('side.title')}>
      <GapPanel form="visit" title={t('form.save')} gaps={gaps} />
      {asked && <Refusal error={error} />}
      <h2 className="card-title">{t('side.title')}</h2>
      <p>{t('looks.counts', { all: form.items.length, ...counts })}</p>
      <p className="note">{t('side.absence')}</p>
      {onlyFormal(form.items) && (
        <div className="warning">
          <p>
            <span className="warning-mark">{t('side.note')}</span> {t('side.onlyFormal')}
          </p>
          <p className="note">{t('side.onlyFormalRemedy')}</p>
        </div>
      )}
      {counts.found > 0 && <p className="note">{t('side.problemsAfter')}</p>}
      <div className="form-save">
        <Button type={gaps.length > 0 ? 'dashed' : 'primary'} loading={pending} onClick={onSave}>
          {t('form.save')}
        </Button>
        <span className="note">{t('form.draftNote')}</span>
      </div>
    </section>
  )
}
