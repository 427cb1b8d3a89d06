import { type KeyboardEvent, useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'

import type { ImportFault } from '#db/intake/contract.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { gridStep } from '#renderer/records/grid-keys.ts'

import { columnOf } from './use-fault-report.ts'

/** The faults as one tab stop: arrows walk them. */
export function FaultTable({
  faults,
  active,
  onActive,
}: {
  readonly faults: readonly ImportFault[]
  readonly active: number
  readonly onActive: (at: number) => void
}) {
  const { t } = useTranslation('intake')
  const id = useId()
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey) return
    const step = gridStep(event.key, active, faults.length)
    if (typeof step !== 'object') return
    event.preventDefault()
    onActive(step.to)
  }

  if (faults.length === 0) return <p className="note">{t('faults.none')}</p>
  return (
    <div
      role="grid"
      tabIndex={0}
      className="intake-fault-grid"
      aria-label={t('faults.list')}
      aria-rowcount={faults.length + 1}
      aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
      onKeyDown={press}
    >
      <div role="row" aria-rowindex={1} className="intake-fault intake-fault-head">
        {['row', 'column', 'value', 'why'].map((column) => (
          <div key={column} role="columnheader">
            {t(`faults.${column}`)}
          </div>
        ))}
      </div>
      {faults.map((fault, at) => (
        <FaultRow
          key={`${fault.row} ${fault.field} ${fault.code}`}
          id={`${id}-${at}`}
          at={at}
          fault={fault}
          isActive={at === active}
          onActive={onActive}
        />
      ))}
    </div>
  )
}

function FaultRow({
  id,
  at,
  fault,
  isActive,
  onActive,
}: {
  readonly id: string
  readonly at: number
  readonly fault: ImportFault
  readonly isActive: boolean
  readonly onActive: (at: number) => void
}) {
  const { t } = useTranslation('intake')
  return (
    // The grid around the rows takes the keys for all of them.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="row"
      aria-rowindex={at + 2}
      aria-selected={isActive}
      className="intake-fault"
      onClick={() => onActive(at)}
    >
      <div role="gridcell">{fault.row}</div>
      <div role="gridcell">{columnOf(fault, t)}</div>
      <div role="gridcell" className="intake-fault-value" title={fault.value}>
        {fault.value === '' ? <span className="note">{t('faults.empty')}</span> : fault.value}
      </div>
      <div role="gridcell">{explainReason(fault)}</div>
    </div>
  )
}
