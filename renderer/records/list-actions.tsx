import { Button, type InputRef } from 'antd'
import { type ReactNode, type RefObject, useState } from 'react'

import { ExportButton, type ExportProps } from './export-button.tsx'
import { usePageKeys } from './use-page-keys.ts'

type Props<Row> = Omit<ExportProps<Row>, 'open' | 'onOpenChange'> & {
  /** The search field; nothing where the list has none. */
  readonly textField?: RefObject<InputRef | null>
  /** How a new record is begun; nothing where the list has none of its own. */
  readonly begin?: { readonly label: string; readonly onBegin: () => void }
  /** What stands before the export. */
  readonly children?: ReactNode
}

/** What every list offers, each with its key: its search field, its export, and a new record. */
export function ListActions<Row extends { readonly id: string }>({
  textField,
  begin,
  children,
  ...exported
}: Props<Row>) {
  const [exporting, setExporting] = useState(false)
  usePageKeys({
    'ctrl+n': begin?.onBegin,
    'ctrl+f': textField && (() => textField.current?.focus()),
    'ctrl+e': () => setExporting(true),
    'ctrl+p': () => setExporting(true),
  })
  return (
    <>
      {children}
      <ExportButton {...exported} open={exporting} onOpenChange={setExporting} />
      {begin && (
        <Button type="primary" size="small" onClick={begin.onBegin} aria-keyshortcuts="Control+N">
          {begin.label} <kbd className="key-cap">Ctrl N</kbd>
        </Button>
      )}
    </>
  )
}
