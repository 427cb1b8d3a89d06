import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import type { LedgerKind } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'

import { BatchHistory } from './batch-history.tsx'
import { type Flow, sheetOf } from './flow.ts'
import type { FlowControl } from './use-flow.ts'

/** What the import came to, and the way to what it added. */
export function ResultStep({
  control,
  flow,
}: {
  readonly control: FlowControl
  readonly flow: Flow
}) {
  const { t } = useTranslation('intake')
  const kind = sheetOf(flow)?.kind ?? 'problem'
  const { result } = flow
  if (!result) return null
  const { added, already, skipped, asLeads, unitsMade, typesMade } = result
  const lines = [
    ...(already > 0 ? [t('result.already', { rows: formatCount(already) })] : []),
    ...(skipped > 0 ? [t('result.skipped', { rows: formatCount(skipped) })] : []),
    ...(asLeads > 0 ? [t('result.leads', { rows: formatCount(asLeads) })] : []),
    ...(unitsMade > 0 ? [t('result.units', { count: unitsMade })] : []),
    ...(typesMade > 0 ? [t('result.types', { count: typesMade })] : []),
  ]
  return (
    <div className="intake-file">
      <section className="card intake-result" role="status" aria-labelledby="intake-result">
        <h2 id="intake-result" className="intake-result-title">
          {added === 0
            ? t('result.none', { rows: formatCount(already) })
            : t(`result.added.${kind}`, { count: added, rows: formatCount(added) })}
        </h2>
        <p className="note">
          {t('result.from', {
            name: flow.ledger.fileName,
            sheet: sheetOf(flow)?.described.name ?? '',
          })}
        </p>
        {lines.length > 0 && (
          <ul className="intake-result-lines">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <div className="intake-result-ways">
          <ListLink kind={kind} />
          {unitsMade > 0 && kind !== 'unit' && <ListLink kind="unit" />}
          <Link to="/case/history">{t('result.history')}</Link>
          <Button type="primary" onClick={control.drop}>
            {t('result.another')}
          </Button>
        </div>
      </section>
      <BatchHistory />
    </div>
  )
}

const LISTS = { unit: '/units', visit: '/rounds/visits', problem: '/problems' } as const

function ListLink({ kind }: { readonly kind: LedgerKind }) {
  const { t } = useTranslation('intake')
  return <Link to={LISTS[kind]}>{t(`result.list.${kind}`)}</Link>
}
