import type { InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { ImportChoices, ImportFault, ImportPlan } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { CodeChips } from './code-chips.tsx'
import { FaultHead } from './fault-head.tsx'
import { FaultTable } from './fault-table.tsx'
import { useFaultReport } from './use-fault-report.ts'

/** No fault is stood on yet: F8 goes to the first. */
const NONE = -1

/** Every fault by row, column, value and remedy; F8 walks them, chips and a text narrow them. */
export function FaultList({
  plan,
  choices,
  fileName,
}: {
  readonly plan: ImportPlan
  readonly choices: ImportChoices
  readonly fileName: string
}) {
  const { t } = useTranslation('intake')
  const [code, setCode] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(NONE)
  const field = useRef<InputRef>(null)
  const report = useFaultReport(choices, plan, fileName)
  const shown = plan.faults.filter(
    (fault) => (code === null || fault.code === code) && holds(fault, text.trim()),
  )
  function narrow(change: () => void) {
    change()
    setActive(NONE)
  }
  function step(by: 1 | -1) {
    if (shown.length === 0) return
    const from = active === NONE && by < 0 ? shown.length : active
    setActive((from + by + shown.length) % shown.length)
  }
  usePageKeys({
    f8: () => step(1),
    'shift+f8': () => step(-1),
    'ctrl+f': () => field.current?.focus(),
    'ctrl+e': report.save,
  })
  return (
    <section className="card intake-faults" aria-labelledby="intake-faults">
      <FaultHead
        count={plan.faultCount}
        text={text}
        field={field}
        report={report}
        onText={(next) => narrow(() => setText(next))}
      />
      <Refusal error={report.error} />
      <CodeChips plan={plan} code={code} onChange={(next) => narrow(() => setCode(next))} />
      <FaultTable faults={shown} active={active} onActive={setActive} />
      {plan.faults.length < plan.faultCount && (
        <p className="note">{t('faults.more', { shown: formatCount(plan.faults.length) })}</p>
      )}
    </section>
  )
}

/** Whether a fault speaks of a text: its row, its column, its value or its sentence. */
function holds(fault: ImportFault, text: string): boolean {
  if (text === '') return true
  const sought = text.normalize('NFKC').toLowerCase()
  return [String(fault.row), fault.column, fault.value, explainReason(fault)].some((each) =>
    each.normalize('NFKC').toLowerCase().includes(sought),
  )
}
