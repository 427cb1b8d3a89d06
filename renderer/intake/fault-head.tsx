import { Button, Input, type InputRef } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import { formatCount } from '#renderer/lib/format.ts'

import type { useFaultReport } from './use-fault-report.ts'

/** How many faults there are, the text that narrows them, and the report. */
export function FaultHead({
  count,
  text,
  field,
  report,
  onText,
}: {
  readonly count: number
  readonly text: string
  readonly field: RefObject<InputRef | null>
  readonly report: ReturnType<typeof useFaultReport>
  readonly onText: (text: string) => void
}) {
  const { t } = useTranslation('intake')
  return (
    <header className="intake-card-head">
      <h2 id="intake-faults" className="card-title">
        {t('faults.title', { count, faults: formatCount(count) })}
      </h2>
      <Input
        ref={field}
        size="small"
        allowClear
        className="intake-filter"
        placeholder={t('faults.filter')}
        aria-label={t('faults.filter')}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      <span className="note">
        <kbd className="key-cap">F8</kbd> {t('faults.next')}
      </span>
      <span className="intake-card-tools">
        <span className="note" role="status">
          {report.saved}
        </span>
        <Button size="small" loading={report.isSaving} onClick={report.save}>
          {t('faults.save')} <kbd className="key-cap">Ctrl E</kbd>
        </Button>
      </span>
    </header>
  )
}
