import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { rectificationContract } from '#db/rectification/contract.ts'
import { kaplanMeier, medianDays, type SurvivalStep } from '#db/rectification/rules/kaplan-meier.ts'
import { StepChart } from '#renderer/charts/step-chart.tsx'
import { useWidth } from '#renderer/lib/use-width.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatInterval, formatShare } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'

/** Below so many closings only counts are told. */
const FEWEST = 5

/** Days from confirmation to 销号, open problems counted as far as they have come. */
export function ClosingTime() {
  const { t } = useTranslation('rectification')
  const { data } = useCaseQuery(rectificationContract.durations, {})
  const [asTable, setAsTable] = useKeptState('ageing.table', z.boolean(), false)
  usePageKeys({ t: () => setAsTable((now) => !now) })
  if (!data) return null
  const { durations, reopened } = data
  const closed = durations.filter((each) => each.closed).length
  const steps = kaplanMeier(durations)
  const median = medianDays(steps)
  return (
    <section className="card" aria-label={t('closing.title')}>
      <h2 className="card-title">{t('closing.title')}</h2>
      <p>{t('closing.counts', { all: durations.length, closed, reopened })}</p>
      {closed < FEWEST ? (
        <p className="note">{t('closing.few')}</p>
      ) : (
        <>
          <p>{median === null ? t('closing.noMedian') : t('closing.median', { days: median })}</p>
          <Button size="small" onClick={() => setAsTable((now) => !now)}>
            {asTable ? t('closing.asChart') : t('closing.asTable')} <kbd className="key-cap">T</kbd>
          </Button>
          {asTable ? <StepTable steps={steps} /> : <Curve steps={steps} />}
          <p className="note">{t('closing.note')}</p>
        </>
      )}
    </section>
  )
}

function Curve({ steps }: { readonly steps: readonly SurvivalStep[] }) {
  const { t } = useTranslation('rectification')
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const points = steps.map(({ days, open, low, high }) => ({
    at: days,
    share: open,
    band: low === null || high === null ? null : ([low, high] as const),
  }))
  return (
    <div ref={box}>
      <StepChart
        points={[{ at: 0, share: 1, band: null }, ...points]}
        width={width}
        label={t('closing.chart')}
        axis={t('closing.axis')}
      />
    </div>
  )
}

function StepTable({ steps }: { readonly steps: readonly SurvivalStep[] }) {
  const { t } = useTranslation('rectification')
  return (
    <table className="ageing-table">
      <thead>
        <tr>
          <th scope="col">{t('closing.days')}</th>
          <th scope="col">{t('closing.atRisk')}</th>
          <th scope="col">{t('closing.closed')}</th>
          <th scope="col">{t('closing.open')}</th>
          <th scope="col">{t('closing.bounds')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ days, atRisk, closed, open, low, high }) => (
          <tr key={days}>
            <th scope="row">{days}</th>
            <td>{atRisk}</td>
            <td>{closed}</td>
            <td>{formatShare(open)}</td>
            <td>{low === null || high === null ? '–' : formatInterval({ low, high })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
