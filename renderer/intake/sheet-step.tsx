import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { intakeContract, type HeadPlace } from '#db/intake/contract.ts'
import { askCase } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'
import { useMutation } from '@tanstack/react-query'

import { type Flow, type SheetChoice, withSheet } from './flow.ts'
import { HeadFields } from './head-fields.tsx'
import { KindChoice } from './kind-choice.tsx'
import { SheetFacts } from './sheet-facts.tsx'
import { SheetPreview } from './sheet-preview.tsx'
import type { FlowControl } from './use-flow.ts'

type Props = {
  readonly control: FlowControl
  readonly flow: Flow
  readonly choice: SheetChoice
}

/** Which sheet, where its head stands, and what it holds. */
export function SheetStep({ control, flow, choice }: Props) {
  const { t } = useTranslation('intake')
  const point = useMutation({
    mutationFn: (head: HeadPlace | null) =>
      askCase(intakeContract.sheet, { stageId: flow.ledger.stageId, sheet: flow.sheet, head }),
    onSuccess: (described, head) =>
      control.change((now) => withSheet(now, { described, head, mappings: {} })),
    networkMode: 'always',
  })
  const { described } = choice
  return (
    <div className="intake-columns">
      <section className="card intake-main" aria-label={t('sheet.title')}>
        <header className="intake-card-head">
          <SheetSelect control={control} flow={flow} />
          <span className="note" role="status">
            {t('sheet.extent', {
              rows: formatCount(described.rowCount),
              columns: described.columns,
            })}
          </span>
          <HeadFields
            head={described.head}
            isOwn={choice.head !== null}
            onChange={(head) => point.mutate(head)}
          />
        </header>
        <Refusal error={point.error} />
        <SheetPreview sheet={described} />
      </section>
      <aside className="intake-side">
        <KindChoice
          choice={choice}
          onChange={(kind) => control.change((now) => withSheet(now, { kind }))}
        />
        <SheetFacts ledger={flow.ledger} sheet={described} />
      </aside>
    </div>
  )
}

/** Few sheets stand side by side, many in a list. */
function SheetSelect({ control, flow }: Pick<Props, 'control' | 'flow'>) {
  const { t } = useTranslation('intake')
  const options = flow.sheets.map(({ described }, at) => ({ value: at, label: described.name }))
  const shared = {
    'aria-label': t('sheet.choose'),
    value: flow.sheet,
    onChange: (sheet: number) => control.change((now) => ({ ...now, sheet })),
  }
  if (options.length === 1) return <h2 className="card-title">{options[0]?.label}</h2>
  const length = options.reduce((sum, { label }) => sum + label.length, 0)
  return length <= 30 ? (
    <Segmented {...shared} options={options} />
  ) : (
    <Select {...shared} className="intake-sheet-select" options={options} />
  )
}
