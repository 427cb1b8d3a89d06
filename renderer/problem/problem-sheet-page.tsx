import '#renderer/report/report.css'
import './problem-sheet.css'

import { useQueries } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { caseQueryOptions, useCaseQuery } from '#renderer/lib/case-client.ts'
import { askShell } from '#renderer/lib/shell-client.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import type { ProblemRecord } from './problem-form-model.ts'
import { ProblemSheet } from './problem-sheet.tsx'

const route = getRouteApi('/case/problems/sheet')

/** 问题底稿 on A4, one or several, each on a page of its own, with the buttons that save and print. */
export function ProblemSheetPage() {
  const { t } = useTranslation('problem')
  const { ids } = route.useSearch()
  const [open] = ids
  const navigate = useNavigate()
  const answers = useQueries({
    queries: ids.map((id) => caseQueryOptions(problemContract.one, { id })),
  })
  const problems = answers.flatMap(({ data }) => data ?? [])
  const whole = problems.length === ids.length
  const summary = useCaseQuery(casefileContract.summary, {}).data
  return (
    <Page
      title={t('sheet.title')}
      filters={
        <Button
          size="small"
          onClick={() =>
            void navigate({ to: '/problems', search: ids.length === 1 ? { open } : {} })
          }
        >
          {t('sheet.back')}
        </Button>
      }
      actions={whole && <SheetActions problems={problems} />}
    >
      <Refusal error={answers.find(({ error }) => error !== null)?.error} />
      {whole &&
        summary &&
        problems.map((problem) => (
          <ProblemSheet key={problem.id} problem={problem} summary={summary} />
        ))}
    </Page>
  )
}

function SheetActions({ problems }: { readonly problems: readonly ProblemRecord[] }) {
  const { t } = useTranslation('problem')
  const [saved, setSaved] = useState('')
  const [error, setError] = useState<unknown>(null)

  async function save() {
    setError(null)
    try {
      const [only] = problems
      const suggestedName =
        only && problems.length === 1
          ? t('sheet.fileName', only)
          : t('sheet.fileNames', { count: problems.length })
      const { fileName } = await askShell(shellContract.savePdf, {
        suggestedName,
        landscape: false,
      })
      if (fileName !== null) setSaved(t('sheet.saved', { fileName }))
    } catch (caught) {
      setError(caught)
    }
  }
  const print = () => void askShell(shellContract.print, {}).catch(setError)
  usePageKeys({ 'ctrl+p': print })
  return (
    <>
      <Refusal error={error} />
      <span role="status" className="note export-saved">
        {saved}
      </span>
      <Button size="small" onClick={() => void save()}>
        {t('sheet.savePdf')}
      </Button>
      <Button size="small" type="primary" onClick={print} aria-keyshortcuts="Control+P">
        {t('sheet.print')} <kbd className="key-cap">Ctrl P</kbd>
      </Button>
    </>
  )
}
