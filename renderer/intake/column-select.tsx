import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { columnLetters } from './column-letters.ts'

const NONE = -1

/** A column of the ledger by its letters and head, or none. */
export function ColumnSelect({
  id,
  headers,
  value,
  isMissing,
  onChange,
}: {
  readonly id: string
  readonly headers: readonly string[]
  readonly value: number | null
  readonly isMissing: boolean
  readonly onChange: (column: number | null) => void
}) {
  const { t } = useTranslation('intake')
  const columns = headers.map((header, column) => ({
    value: column,
    label: `${columnLetters(column)} ${header === '' ? t('columns.noHead') : header}`,
  }))
  return (
    <Select
      id={id}
      size="small"
      className="intake-column-select"
      status={isMissing ? 'error' : ''}
      popupMatchSelectWidth={false}
      showSearch={{ filterOption: (text, option) => contains(String(option?.label), text) }}
      value={value ?? NONE}
      options={[{ value: NONE, label: t('columns.none') }, ...columns]}
      onChange={(column) => onChange(column === NONE ? null : column)}
    />
  )
}

function contains(label: string, text: string): boolean {
  return label.toLowerCase().includes(text.normalize('NFKC').toLowerCase())
}
