import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { shellContract, type Workbook } from '#electron/shell/contract.ts'
import { askCase, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { askShell } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { type ListEntry, PAGE_ROWS } from './record-pages.ts'

/** The most rows that one workbook takes; more is asked to be narrowed first. */
const MOST_EXPORTED = 100_000

type Props<Row> = {
  readonly entry: ListEntry<Row>
  readonly question: object
  readonly total: number | undefined
  readonly toWorkbook: (rows: readonly Row[], heading: readonly string[]) => Workbook
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Saves all records of the question as a workbook, after saying how many and that it is open. */
export function ExportButton<Row>(props: Props<Row>) {
  const { t } = useTranslation('visit')
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={props.open}
      onOpenChange={props.onOpenChange}
      destroyOnHidden
      content={<ExportPanel {...props} />}
    >
      <Button size="small" aria-haspopup="dialog" aria-expanded={props.open}>
        {t('export.button')} <kbd className="key-cap">Ctrl E</kbd>
      </Button>
    </Popover>
  )
}

type Stage =
  | { readonly at: 'asking' }
  | { readonly at: 'reading'; readonly done: number }
  | { readonly at: 'saved'; readonly fileName: string }
  | { readonly at: 'failed'; readonly error: unknown }

function ExportPanel<Row>({ entry, question, total = 0, toWorkbook }: Props<Row>) {
  const { t } = useTranslation('visit')
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const { data: summary } = useCaseQuery(casefileContract.summary, {})
  const version = summary?.changesets ?? 0
  const heading = [
    `${summary?.title ?? ''}${summary?.practice === true ? ` · ${t('export.practice')}` : ''}`,
    t('export.says', { count: formatCount(total), version }),
  ]

  async function save(): Promise<void> {
    try {
      const rows: Row[] = []
      while (rows.length < total) {
        setStage({ at: 'reading', done: rows.length })
        const page = await askCase(entry, { ...question, offset: rows.length, limit: PAGE_ROWS })
        if (page.rows.length === 0) break
        rows.push(...page.rows)
      }
      const { fileName } = await askShell(shellContract.saveWorkbook, toWorkbook(rows, heading))
      setStage(fileName === null ? { at: 'asking' } : { at: 'saved', fileName })
    } catch (error) {
      setStage({ at: 'failed', error })
    }
  }

  return (
    <div role="dialog" aria-label={t('export.button')} className="export-panel">
      <p>{t('export.says', { count: formatCount(total), version })}</p>
      <p className="export-open">{t('export.notEncrypted')}</p>
      {total > MOST_EXPORTED && (
        <p className="control-error">{t('export.tooMany', { most: formatCount(MOST_EXPORTED) })}</p>
      )}
      {stage.at === 'failed' && <Refusal error={stage.error} />}
      <div className="export-foot" role="status">
        {total > 0 && total <= MOST_EXPORTED && (
          <Button
            type="primary"
            size="small"
            autoFocus
            loading={stage.at === 'reading'}
            onClick={() => void save()}
          >
            {t('export.save')}
          </Button>
        )}
        {stage.at === 'reading' && t('export.reading', { done: formatCount(stage.done) })}
        {stage.at === 'saved' && t('export.saved', { name: stage.fileName })}
      </div>
    </div>
  )
}
