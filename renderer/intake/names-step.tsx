import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { ImportChoices, ImportPlan } from '#db/intake/contract.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'

import { FileRefusal } from './file-refusal.tsx'
import type { Flow } from './flow.ts'
import { NameList } from './name-list.tsx'
import { ProgressCard } from './progress-card.tsx'
import type { FlowControl } from './use-flow.ts'
import { usePlan } from './use-plan.ts'

type Props = { readonly control: FlowControl; readonly flow: Flow }

/** Names of the ledger that stand for no unit and no type: what each is meant to be. */
export function NamesStep({ control, flow, choices }: Props & { readonly choices: ImportChoices }) {
  const { t } = useTranslation('intake')
  // What is chosen here must not shorten the list it is chosen from.
  const { plan, error, progress, retry } = usePlan({ ...choices, units: {}, types: {} })
  if (error) {
    return (
      <>
        <FileRefusal failed={{ error, fileName: flow.ledger.fileName, bytes: null }} />
        <Button onClick={retry}>{t('progress.again')}</Button>
      </>
    )
  }
  if (!plan) {
    return (
      <ProgressCard title={t('names.looking')} note={t('check.nothingYet')} progress={progress} />
    )
  }
  if (plan.unknownUnits.length + plan.unknownTypes.length === 0) {
    return (
      <section className="card intake-all-known" role="status">
        <p className="card-title">{t('names.allKnown')}</p>
        <p className="note">{t('names.allKnownNote')}</p>
      </section>
    )
  }
  return <Lists control={control} flow={flow} plan={plan} />
}

function Lists({ control, flow, plan }: Props & { readonly plan: ImportPlan }) {
  const [onlyOpen, setOnlyOpen] = useState(false)
  usePageKeys({ f8: () => focusOpen(1), 'shift+f8': () => focusOpen(-1) })
  return (
    <div className="intake-names">
      <NameList
        of="units"
        names={plan.unknownUnits}
        total={plan.unknownUnitCount}
        chosen={flow.units}
        onlyOpen={onlyOpen}
        onOnlyOpen={setOnlyOpen}
        onChange={(units) => control.change((now) => ({ ...now, units }))}
      />
      <NameList
        of="types"
        names={plan.unknownTypes}
        total={plan.unknownTypeCount}
        chosen={flow.types}
        onlyOpen={onlyOpen}
        onOnlyOpen={setOnlyOpen}
        onChange={(types) => control.change((now) => ({ ...now, types }))}
      />
    </div>
  )
}

/** Goes to the next name that nothing was chosen for, round and round. */
function focusOpen(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.intake-name-open')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[(at < 0 && step < 0 ? rows.length - 1 : at + step + rows.length) % rows.length]
  next?.querySelector('button')?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
