import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { ImportChoices, ImportPlan } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Page, type PageTab } from '#renderer/ui/page.tsx'

import { CheckStep } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import {
  choicesOf,
  type Flow,
  type ImportStep,
  importSteps,
  missingFields,
  sheetOf,
} from './flow.ts'
import { MissingFields } from './missing-fields.tsx'
import { NamesStep } from './names-step.tsx'
import { ProgressCard } from './progress-card.tsx'
import { SheetStep } from './sheet-step.tsx'
import { StepBar } from './step-bar.tsx'
import type { FlowControl } from './use-flow.ts'
import { useImport } from './use-import.ts'
import { usePlan, useProgress } from './use-plan.ts'

type Frame = { readonly title: string; readonly tabs: readonly PageTab[] }
type Props = { readonly control: FlowControl; readonly flow: Flow; readonly frame: Frame }

/** The steps between the file and the result. */
export function ImportFlow(props: Props) {
  const choices = choicesOf(props.flow)
  if (!choices) return null
  return props.control.step === 'check' ? (
    <Check {...props} choices={choices} />
  ) : (
    <Preparation {...props} choices={choices} />
  )
}

type WithChoices = Props & { readonly choices: ImportChoices }

/** Sheet, columns and names: each leads to the next once nothing required is missing. */
function Preparation({ control, flow, frame, choices }: WithChoices) {
  const { t } = useTranslation('intake')
  const [asked, setAsked] = useState(false)
  const choice = sheetOf(flow)
  const { step } = control
  const missing = step === 'columns' || step === 'names' ? missingFields(flow) : []
  function go(to: ImportStep) {
    setAsked(false)
    control.go(to)
  }
  function next() {
    if (missing.length > 0) setAsked(true)
    else go(after(step, 1))
  }
  usePageKeys({ 'ctrl+enter': next })
  if (!choice) return null
  return (
    <Page
      {...frame}
      filters={
        <>
          <StepBar step={step} open={(to) => isOpen(to, flow)} onGo={go} />
          <LedgerName flow={flow} />
        </>
      }
      actions={
        <>
          <Button size="small" onClick={() => go(after(step, -1))}>
            {t('step.back')}
          </Button>
          <Button size="small" type={missing.length > 0 ? 'dashed' : 'primary'} onClick={next}>
            {t('step.next')} <kbd className="key-cap">Ctrl Enter</kbd>
          </Button>
        </>
      }
    >
      {asked && missing.length > 0 && <MissingFields fields={missing} />}
      {step === 'sheet' && <SheetStep control={control} flow={flow} choice={choice} />}
      {step === 'columns' && <ColumnsStep control={control} flow={flow} choice={choice} />}
      {step === 'names' && <NamesStep control={control} flow={flow} choices={choices} />}
    </Page>
  )
}

/** The dry run and the import itself. */
function Check({ control, flow, frame, choices }: WithChoices) {
  const { t } = useTranslation('intake')
  const [asked, setAsked] = useState(false)
  const state = usePlan(choices)
  const running = useProgress('intake.commit')
  const commit = useImport(control)
  const { plan } = state
  const canImport = plan !== undefined && isImportable(plan)
  function begin() {
    if (canImport) commit.mutate(choices)
    else setAsked(plan !== undefined)
  }
  return (
    <Page
      {...frame}
      filters={
        <>
          <StepBar
            step="check"
            open={(to) => !flow.isRunning && isOpen(to, flow)}
            onGo={control.go}
          />
          <LedgerName flow={flow} />
        </>
      }
      actions={
        !flow.isRunning && (
          <>
            <Button size="small" onClick={() => control.go('names')}>
              {t('step.back')}
            </Button>
            {plan && (
              <Button size="small" type={canImport ? 'primary' : 'dashed'} onClick={begin}>
                {canImport && plan.toAdd > 0
                  ? t('check.import', { count: plan.toAdd, rows: formatCount(plan.toAdd) })
                  : t('check.importNone')}
              </Button>
            )}
          </>
        )
      }
    >
      {flow.isRunning ? (
        <ProgressCard title={t('check.importing')} note={t('check.allOrNone')} progress={running} />
      ) : (
        <CheckStep control={control} flow={flow} choices={choices} state={state} asked={asked} />
      )}
    </Page>
  )
}

/** Which ledger is at work, wherever its steps are. */
function LedgerName({ flow }: { readonly flow: Flow }) {
  const name = [flow.ledger.fileName, sheetOf(flow)?.described.name].join(' · ')
  return (
    <span className="note intake-ledger-name" title={name}>
      {name}
    </span>
  )
}

/** Rows that are all there already may be imported too: it adds nothing and says so. */
function isImportable(plan: ImportPlan): boolean {
  return plan.faulty === 0 && plan.toAdd + plan.already > 0
}

/** Steps up to the first that something is missing for. */
function isOpen(step: ImportStep, flow: Flow): boolean {
  if (step === 'result') return false
  const needsColumns = step === 'names' || step === 'check'
  return !needsColumns || missingFields(flow).length === 0
}

function after(step: ImportStep, by: 1 | -1): ImportStep {
  return importSteps[importSteps.indexOf(step) + by] ?? 'file'
}
