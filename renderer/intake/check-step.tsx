import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import type { ImportChoices } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'

import { FaultList } from './fault-list.tsx'
import { FileRefusal } from './file-refusal.tsx'
import type { Flow } from './flow.ts'
import { PlanCounts } from './plan-counts.tsx'
import { PlanVerdict } from './plan-verdict.tsx'
import { ProgressCard } from './progress-card.tsx'
import type { FlowControl } from './use-flow.ts'
import type { PlanState } from './use-plan.ts'

/** The dry run: what would enter, and what is wrong where. */
export function CheckStep({
  control,
  flow,
  choices,
  state,
  asked,
}: {
  readonly control: FlowControl
  readonly flow: Flow
  readonly choices: ImportChoices
  readonly state: PlanState
  /** Importing was tried while it could not be done. */
  readonly asked: boolean
}) {
  const { t } = useTranslation('intake')
  const { plan, error, progress } = state
  if (error) {
    return (
      <div className="intake-check">
        <FileRefusal failed={{ error, fileName: flow.ledger.fileName, bytes: null }} />
        <p>
          <Button onClick={state.retry}>{t('progress.again')}</Button>
        </p>
      </div>
    )
  }
  if (!plan) {
    return (
      <ProgressCard title={t('check.running')} note={t('check.nothingYet')} progress={progress} />
    )
  }
  return (
    <div className="intake-check">
      {flow.error !== null && (
        <FileRefusal failed={{ error: flow.error, fileName: flow.ledger.fileName, bytes: null }} />
      )}
      <PlanCounts plan={plan} kind={choices.kind} />
      <PlanVerdict plan={plan} asked={asked} onNames={() => control.go('names')} />
      {plan.faultCount > 0 && (
        <FaultList plan={plan} choices={choices} fileName={flow.ledger.fileName} />
      )}
      {plan.faultCount > 0 && (
        <p className="note">{t('check.allOrNothing', { rows: formatCount(plan.rows) })}</p>
      )}
    </div>
  )
}
