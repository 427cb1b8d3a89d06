import './report.css'
import '#renderer/prevalence/prevalence.css'

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { type ExportKind, useExports } from '#renderer/prevalence/use-exports.ts'
import { useAnalysis } from '#renderer/prevalence/use-analysis.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ReportSheet } from './report-sheet.tsx'

const steps: readonly ExportKind[] = ['savePng', 'saveSvg', 'saveTable', 'savePdf', 'print']

/** The analysis of one query as a sheet of A4, with the buttons that save and print it. */
export function ReportPage() {
  const { t, i18n } = useTranslation('prevalence')
  const query = useSearch({ from: '/case/report' })
  const navigate = useNavigate()
  const { analysis, error } = useAnalysis(query)
  const sheet = useRef<HTMLDivElement>(null)
  const exports = useExports(
    analysis,
    () => sheet.current?.querySelector<SVGSVGElement>('svg.recharts-surface') ?? null,
  )
  // Another answer or language is fitted to the page anew.
  const sheetKey =
    analysis && `${i18n.language} ${analysis.imprint.asOf} ${analysis.imprint.queryLine}`
  return (
    <Page
      title={t('report.title')}
      filters={
        <Button
          size="small"
          onClick={() =>
            void navigate({
              to: '/analysis/prevalence',
              search: query,
              state: { allLevels: true },
            })
          }
        >
          {t('report.back')}
        </Button>
      }
      actions={
        analysis && (
          <>
            <span role="status" className="note export-saved" data-testid="saved">
              {exports.saved}
            </span>
            {steps.map((step) => (
              <Button key={step} size="small" data-testid={step} onClick={() => exports.run(step)}>
                {t(`export.${step}`)}
              </Button>
            ))}
          </>
        )
      }
    >
      <Refusal error={error ?? exports.error} />
      {analysis && (
        <div ref={sheet}>
          <ReportSheet key={sheetKey} analysis={analysis} />
        </div>
      )}
    </Page>
  )
}
