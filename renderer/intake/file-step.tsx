import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatCount } from '#renderer/lib/format.ts'

import { BatchHistory } from './batch-history.tsx'
import { FileRefusal } from './file-refusal.tsx'
import { beginFlow, keptChoices, sheetOf } from './flow.ts'
import { keepChoices, type KeptChoices, useKeptChoices } from './kept-choices.ts'
import { type FlowControl } from './use-flow.ts'
import { type Reading, useReading } from './use-reading.ts'

/** Which ledger: chosen or dropped. Under it what was imported so far. */
export function FileStep({ control }: { readonly control: FlowControl }) {
  const interrupted = useKeptChoices()
  const reading = useReading((ledger, isHere) => {
    const before = control.flow ? keptChoices(control.flow) : interrupted
    control.begin(beginFlow(ledger, before), isHere)
  })
  return (
    <div className="intake-file">
      {reading.failed && <FileRefusal failed={reading.failed} />}
      <WaitingLedger control={control} />
      {interrupted && !control.flow && <InterruptedLedger choices={interrupted} />}
      <DropTarget reading={reading} />
      <BatchHistory />
    </div>
  )
}

function DropTarget({ reading }: { readonly reading: Reading }) {
  const { t } = useTranslation('intake')
  const [over, setOver] = useState(false)
  const isBusy = reading.fileName !== null

  function drag(event: DragEvent) {
    event.preventDefault()
    event.dataTransfer.dropEffect = isBusy ? 'none' : 'copy'
    setOver(!isBusy)
  }
  function leave(event: DragEvent) {
    const into = event.relatedTarget
    if (!(into instanceof Node) || !event.currentTarget.contains(into)) setOver(false)
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    if (!isBusy) reading.take([...event.dataTransfer.files])
  }

  return (
    // The button inside does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={`intake-drop${over ? ' intake-drop-over' : ''}`}
      aria-label={t('file.title')}
      aria-busy={isBusy}
      onDragOver={drag}
      onDragLeave={leave}
      onDrop={drop}
    >
      {isBusy ? <Busy reading={reading} /> : <Invitation onPick={reading.pick} />}
    </section>
  )
}

function Invitation({ onPick }: { readonly onPick: () => void }) {
  const { t } = useTranslation('intake')
  return (
    <>
      <UploadOutlined className="intake-drop-sign" aria-hidden="true" />
      <p className="empty-state-title">{t('file.drop')}</p>
      <Button type="primary" onClick={onPick}>
        {t('file.pick')}
      </Button>
      <p className="note">{t('file.formats')}</p>
      <p className="note">{t('file.safety')}</p>
    </>
  )
}

function Busy({ reading }: { readonly reading: Reading }) {
  const { t } = useTranslation('intake')
  const name = reading.fileName ?? ''
  return (
    <>
      <p className="empty-state-title" role="status">
        {name === '' ? t('file.choosing') : t('file.reading', { name })}
      </p>
      <Button onClick={reading.stop}>{t('file.stop')}</Button>
    </>
  )
}

/** A ledger that was read and not imported yet, after a walk to another page or back to here. */
function WaitingLedger({ control }: { readonly control: FlowControl }) {
  const { t } = useTranslation('intake')
  const { flow } = control
  const choice = flow && sheetOf(flow)
  if (!flow || !choice || flow.result) return null
  return (
    <div className="intake-waiting" role="status">
      <p>
        {t('file.waiting', {
          name: flow.ledger.fileName,
          sheet: choice.described.name,
          rows: formatCount(choice.described.rowCount),
        })}
      </p>
      <Button size="small" type="primary" onClick={() => control.go('sheet')}>
        {t('file.goOn')}
      </Button>
      <Button size="small" onClick={control.drop}>
        {t('file.dropIt')}
      </Button>
    </div>
  )
}

/** A ledger whose import a lock or an end of the app interrupted: it has to be chosen once more. */
function InterruptedLedger({ choices }: { readonly choices: KeptChoices }) {
  const { t } = useTranslation('intake')
  return (
    <div className="intake-waiting" role="status">
      <p>{t('file.interrupted', { name: choices.fileName })}</p>
      <Button size="small" onClick={() => keepChoices(null)}>
        {t('file.dropIt')}
      </Button>
    </div>
  )
}
