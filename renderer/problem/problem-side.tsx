import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import type { ProblemState } from '#db/problem/contract.ts'
import { InformantPart } from '#renderer/informant/informant-part.tsx'
import { fieldId, focusField, type Gap } from '#renderer/records/field.tsx'
import { GapPanel } from '#renderer/records/gap-panel.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { lackingForConfirmation, type ProblemForm } from './problem-form-model.ts'

/** What is still lacking, for saving and for the confirmation, and the step that saves. */
export function ProblemSide({
  id,
  form,
  state,
  gaps,
  error,
  pending,
  onSave,
}: {
  /** Undefined before the problem is on record. */
  readonly id: string | undefined
  readonly form: ProblemForm
  readonly state: ProblemState
  readonly gaps: readonly Gap[]
  readonly error: unknown
  readonly pending: boolean
  readonly onSave: () => void
}) {
  const { t } = useTranslation('problem')
  return (
    <section className="card form-side" aria-label={t('side.title')}>
      <GapPanel form="problem" title={t('form.save')} gaps={gaps} />
      <Refusal error={error} />
      {state === 'lead' && <ConfirmationList form={form} />}
      {state === 'found' && <p className="note">{t('side.confirmed')}</p>}
      <WhoSpoke id={id} />
      {form.visitId !== null && (
        <div className="side-part">
          <h2 className="card-title">{t('origin.title')}</h2>
          <Link to="/rounds/visits" search={{ open: form.visitId }} className="number-link">
            {t('side.visit')}
          </Link>
        </div>
      )}
      <div className="form-save">
        <Button type={gaps.length > 0 ? 'dashed' : 'primary'} loading={pending} onClick={onSave}>
          {t('form.save')} <kbd className="key-cap">Ctrl Enter</kbd>
        </Button>
        <span className="note">{t('form.draftNote')}</span>
      </div>
    </section>
  )
}

/** Who spoke is sealed beside a problem that is on record. */
function WhoSpoke({ id }: { readonly id: string | undefined }) {
  const { t } = useTranslation('informant')
  if (id === undefined) return <p className="note">{t('part.afterSaving')}</p>
  return <InformantPart spoken={{ problemId: id }} />
}

/** What another member needs to confirm the problem; a lead may be saved without it. */
function ConfirmationList({ form }: { readonly form: ProblemForm }) {
  const { t } = useTranslation('problem')
  const lacking = lackingForConfirmation(form)
  return (
    <div className="side-part">
      <h2 className="card-title">{t('side.title')}</h2>
      {lacking.length === 0 ? (
        <p>{t('side.whole')}</p>
      ) : (
        <>
          <p>{t('side.lacking', { count: lacking.length })}</p>
          <ul className="side-list">
            {lacking.map((field) => (
              <li key={field}>
                <button
                  type="button"
                  className="number-link"
                  onClick={() => focusField(fieldId('problem', field))}
                >
                  {t(`missing.${field}`)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="note">{t('side.other')}</p>
    </div>
  )
}
