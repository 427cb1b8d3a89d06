import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { shellContract, type Workbook } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { askShell } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { readAllRecords } from './all-records.ts'
import { PrintedList } from './printed-list.tsx'
import type { Column } from './record-grid.tsx'
import type { ListEntry } from './record-pages.ts'

/** The most rows that one workbook takes; more is asked to be narrowed first. */
const MOST_EXPORTED = 100_000

/** Some sixty sheets of paper; nobody reads more of them. */
const MOST_PRINTED = 2000

export type ExportProps<Row> = {
  readonly title: string
  readonly columns: readonly Column<Row, string>[]
  readonly entry: ListEntry<Row>
  readonly question: object
  readonly total: number | undefined
  readonly toWorkbook: (rows: readonly Row[], heading: readonly string[]) => Workbook
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Saves or prints all records of the question, after saying how many and that it is open. */
export function ExportButton<Row extends { readonly id: string }>(props: ExportProps<Row>) {
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

type Stage<Row> =
  | { readonly at: 'asking' }
  | { readonly at: 'reading'; readonly done: number }
  | { readonly at: 'printing'; readonly rows: readonly Row[] }
  | { readonly at: 'saved'; readonly fileName: string }
  | { readonly at: 'failed'; readonly error: unknown }

function ExportPanel<Row extends { readonly id: string }>(props: ExportProps<Row>) {
  const { title, columns, entry, question, total = 0, toWorkbook } = props
  const { t } = useTranslation('visit')
  const [stage, setStage] = useState<Stage<Row>>({ at: 'asking' })
  const { data: summary } = useCaseQuery(casefileContract.summary, {})
  const says = t('export.says', { count: formatCount(total), version: summary?.changesets ?? 0 })
  const heading = [
    `${summary?.title ?? ''}${summary?.practice === true ? ` · ${t('export.practice')}` : ''}`,
    says,
  ]

  /** Reads all records, hands them on, and shows the stage that follows. */
  async function withAll(work: (rows: readonly Row[]) => Promise<Stage<Row>>): Promise<void> {
    try {
      const rows = await readAllRecords(entry, question, total, (done) =>
        setStage({ at: 'reading', done }),
      )
      setStage(await work(rows))
    } catch (error) {
      setStage({ at: 'failed', error })
    }
  }
  async function saved(rows: readonly Row[]): Promise<Stage<Row>> {
    const { fileName } = await askShell(shellContract.saveWorkbook, toWorkbook(rows, heading))
    return fileName === null ? { at: 'asking' } : { at: 'saved', fileName }
  }
  function print() {
    askShell(shellContract.print, {}).then(
      () => setStage({ at: 'asking' }),
      (error: unknown) => setStage({ at: 'failed', error }),
    )
  }

  return (
    <div role="dialog" aria-label={t('export.button')} className="export-panel">
      <p>{says}</p>
      <p className="export-open">{t('export.notEncrypted')}</p>
      {total > MOST_EXPORTED && (
        <p className="control-error">{t('export.tooMany', { most: formatCount(MOST_EXPORTED) })}</p>
      )}
      {total > MOST_PRINTED && (
        <p className="note">{t('export.tooManyToPrint', { most: formatCount(MOST_PRINTED) })}</p>
      )}
      {stage.at === 'failed' && <Refusal error={stage.error} />}
      {stage.at === 'printing' && (
        <PrintedList list={{ title, heading, columns, rows: stage.rows }} onDrawn={print} />
      )}
      <ExportFoot
        stage={stage}
        onSave={total > 0 && total <= MOST_EXPORTED ? () => void withAll(saved) : undefined}
        onPrint={
          total > 0 && total <= MOST_PRINTED
            ? () => void withAll((rows) => Promise.resolve({ at: 'printing', rows }))
            : undefined
        }
      />
    </div>
  )
}

function ExportFoot<Row>({
  stage,
  onSave,
  onPrint,
}: {
  readonly stage: Stage<Row>
  readonly onSave: (() => void) | undefined
  readonly onPrint: (() => void) | undefined
}) {
  const { t } = useTranslation('visit')
  const busy = stage.at === 'reading' || stage.at === 'printing'
  return (
    <div className="export-foot" role="status">
      {onSave && (
        <Button type="primary" size="small" autoFocus loading={busy} onClick={onSave}>
          {t('export.save')}
        </Button>
      )}
      {onPrint && (
        <Button size="small" disabled={busy} onClick={onPrint}>
          {t('export.print')}
        </Button>
      )}
      {stage.at === 'reading' && t('export.reading', { done: formatCount(stage.done) })}
      {stage.at === 'saved' && t('export.saved', { name: stage.fileName })}
    </div>
  )
}
