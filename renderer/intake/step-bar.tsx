import { useTranslation } from 'react-i18next'

import { type ImportStep, importSteps } from './flow.ts'

/** The steps of the import; those that can be gone to are buttons. */
export function StepBar({
  step,
  open,
  onGo,
}: {
  readonly step: ImportStep
  readonly open: (step: ImportStep) => boolean
  readonly onGo: (step: ImportStep) => void
}) {
  const { t } = useTranslation('intake')
  return (
    <ol className="intake-steps" aria-label={t('step.title')}>
      {importSteps.map((each, at) => (
        <li key={each}>
          {open(each) || each === step ? (
            <button
              type="button"
              className="intake-step"
              aria-current={each === step ? 'step' : undefined}
              onClick={() => onGo(each)}
            >
              <span className="intake-step-no">{at + 1}</span>
              {t(`step.${each}`)}
            </button>
          ) : (
            <span className="intake-step intake-step-ahead">
              <span className="intake-step-no">{at + 1}</span>
              {t(`step.${each}`)}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
