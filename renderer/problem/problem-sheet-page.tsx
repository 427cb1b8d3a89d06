import '#renderer/report/report.css'
import './problem-sheet.css'

import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { askShell } from '#renderer/lib/shell-client.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import type { ProblemRecord } from './problem-form-model.ts'
import { ProblemSheet } from './problem-sheet.tsx'

const route = getRouteApi('/case/problems/sheet')

/** 问题底稿 on A4, with the buttons that save and print it. */
export function ProblemSheetPage() {
  const { t } = useTranslation('problem')
  const { id } = route.useSearch()
  const navigate = useNavigate()
  const { data: problem, error } = useCaseQuery(
    problemContract.one,
    { id },
    { keepPrevious: false },
  )
  const summary = useCaseQuery(casefileContract.summary, {}).data
  return (
    <Page
      title={t('sheet.title')}
      filters={
        <Button
          size="small"
          onClick={() => void navigate({ to: '/problems', search: { open: id } })}
        >
          {t('sheet.back')}
        </Button>
      }
      actions={problem && <SheetActions problem={problem} />}
    >
      <Refusal error={error} />
      {problem && summary && <ProblemSheet problem={problem} summary={summary} />}
    </Page>
  )
}

function SheetActions({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const [saved, setSaved] = useState('')
  const [error, setError] = useState<unknown>(null)

  async function save() {
    setError(null)
    try {
      const suggestedName = t('sheet.fileName', problem)
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
