import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { AddTypes } from './add-types.tsx'
import { LookEditor } from './look-editor.tsx'
import { LookGrid } from './look-grid.tsx'
import { countResults, keepEntry } from './looks.ts'
import { fieldId, focusField, type Gap } from '#renderer/records/field.tsx'
import { type LookItem, lookGaps, type VisitForm } from './visit-form-model.ts'

type Props = {
  readonly form: VisitForm
  readonly onChange: (form: VisitForm) => void
  readonly gaps: readonly Gap[]
  /** Saving was tried, so that every gap shows beside its row. */
  readonly asked: boolean
}

type Removed = { readonly item: LookItem; readonly at: number }

/** What was looked for and with which result: the list, and below it the next one being typed. */
export function LookBoard({ form, onChange, gaps, asked }: Props) {
  const { t } = useTranslation('visit')
  const [entryAsked, setEntryAsked] = useState(false)
  const [removed, setRemoved] = useState<Removed>()
  const counts = countResults(form.items)

  function keep() {
    const kept = keepEntry(form, crypto.randomUUID())
    setEntryAsked(!kept)
    if (!kept) return
    onChange(kept)
    focusField(fieldId('visit', 'entry'))
  }
  function bringBack({ item, at }: Removed) {
    onChange({ ...form, items: form.items.toSpliced(at, 0, item) })
    setRemoved(undefined)
  }

  return (
    <section className="card look-board" aria-label={t('looks.title')}>
      <header className="look-board-head">
        <h2 className="card-title">{t('looks.title')}</h2>
        <span className="note" role="status">
          {t('looks.counts', { all: form.items.length, ...counts })}
          {counts.open > 0 && t('looks.open', { open: counts.open })}
        </span>
        <AddTypes form={form} onChange={onChange} />
      </header>
      <LookGrid form={form} onChange={onChange} gaps={gaps} asked={asked} onRemoved={setRemoved} />
      {removed && (
        <p className="look-removed" role="status">
          {t('looks.removed')}{' '}
          <Button size="small" onClick={() => bringBack(removed)}>
            {t('looks.undo')}
          </Button>
        </p>
      )}
      <LookEditor
        idPrefix={fieldId('visit', 'entry')}
        title={t('looks.next')}
        item={form.entry}
        onChange={(change) => onChange({ ...form, entry: { ...form.entry, ...change } })}
        onDone={keep}
        gaps={entryAsked ? lookGaps(form.entry, 'entry', '') : []}
        twin={entryAsked && lookGaps(form.entry, 'entry', '').length === 0}
        done={t('looks.keep')}
      />
      <footer className="look-keys" aria-hidden="true">
        <KeyHint caps={['Ctrl', 'Enter']} word={t('keys.keep')} />
        <KeyHint caps={['1']} word={t('keys.found')} />
        <KeyHint caps={['2']} word={t('keys.notFound')} />
        <KeyHint caps={['3']} word={t('keys.couldNotLook')} />
        <KeyHint caps={['F8']} word={t('keys.gap')} />
        <KeyHint caps={['Ctrl', 'S']} word={t('keys.draft')} />
      </footer>
    </section>
  )
}

function KeyHint({ caps, word }: { readonly caps: readonly string[]; readonly word: string }) {
  return (
    <span>
      {caps.map((cap) => (
        <kbd key={cap} className="key-cap">
          {cap}
        </kbd>
      ))}{' '}
      {word}
    </span>
  )
}
