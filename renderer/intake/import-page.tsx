import './intake.css'

import { useTranslation } from 'react-i18next'

import { useCaseTabs } from '#renderer/shell/case-tabs.ts'
import { Page } from '#renderer/ui/page.tsx'

import { FileStep } from './file-step.tsx'
import { ImportFlow } from './import-flow.tsx'
import { ResultStep } from './result-step.tsx'
import { StepBar } from './step-bar.tsx'
import { useFlow } from './use-flow.ts'

/** What of a ledger will enter, and what is wrong where: from the file to the import, step by step. */
export function ImportPage() {
  const { t } = useTranslation('intake')
  const control = useFlow()
  const { flow, step } = control
  const frame = { title: t('title'), tabs: useCaseTabs() }
  if (flow && step !== 'file' && step !== 'result') {
    return <ImportFlow control={control} flow={flow} frame={frame} />
  }
  const steps = (
    <StepBar
      step={step}
      open={(each) => flow !== null && flow.result === null && each !== 'result'}
      onGo={control.go}
    />
  )
  return (
    <Page {...frame} filters={steps}>
      {flow && step === 'result' ? (
        <ResultStep control={control} flow={flow} />
      ) : (
        <FileStep control={control} />
      )}
    </Page>
  )
}
