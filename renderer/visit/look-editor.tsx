import { Button, Input, InputNumber } from 'antd'
import { type KeyboardEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { methods, natures } from '#db/kernel/codes.ts'
import { Method, Nature } from '#db/visit/contract.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { TypePicker } from '#renderer/problem/type-picker.tsx'
import { CodeSelect } from '#renderer/ui/code-select.tsx'

import { focusField, type Gap } from '#renderer/records/field.tsx'
import { ResultChoice } from './result-choice.tsx'
import type { LookItem } from './visit-form-model.ts'

type Props = {
  readonly idPrefix: string
  readonly title: string
  readonly item: LookItem
  readonly onChange: (change: Partial<LookItem>) => void
  readonly onDone: () => void
  readonly onRemove?: () => void
  readonly gaps: readonly Gap[]
  /** The same look stands in the list already. */
  readonly twin?: boolean
  readonly done: string
  readonly autoFocus?: boolean
}

/** One look as fields. Ctrl+Enter keeps it; Enter of an input method never does. */
export function LookEditor(props: Props) {
  const { idPrefix, item, onChange, gaps, autoFocus = false } = props
  const { t } = useTranslation('visit')
  useEffect(() => {
    if (autoFocus) focusField(`${idPrefix}-result`)
  }, [autoFocus, idPrefix])

  function press(event: KeyboardEvent) {
    if (isComposing(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      props.onDone()
    }
    if (event.key === 'Escape' && props.onRemove) {
      event.stopPropagation()
      props.onDone()
    }
  }

  return (
    // Keys of the fields inside, gathered in one place.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className="look-editor" role="group" aria-label={props.title} onKeyDown={press}>
      <p className="look-editor-head">
        <span>{props.title}</span>
        {!props.onRemove && <span className="note">{t('looks.carried')}</span>}
      </p>
      <LookKind idPrefix={idPrefix} item={item} onChange={onChange} />
      <LookOutcome idPrefix={idPrefix} item={item} onChange={onChange} />
      <LookFoot {...props} />
      {gaps.map((gap) => (
        <p key={gap.code} className="control-error" role="alert">
          {explainReason(gap)}
        </p>
      ))}
      {props.twin === true && (
        <p className="control-error" role="alert">
          {explainReason({ code: 'visit.looked-twice', about: [item.problemType ?? ''] })}
        </p>
      )}
    </div>
  )
}

type PartProps = Pick<Props, 'idPrefix' | 'item' | 'onChange'>

/** What was looked for, how, and at what. */
function LookKind({ idPrefix, item, onChange }: PartProps) {
  const { t } = useTranslation('visit')
  return (
    <div className="look-editor-line">
      <span className="look-type">
        <TypePicker
          id={idPrefix}
          aria-label={t('looks.type')}
          placeholder={t('looks.typeHint')}
          value={item.problemType}
          onChange={(problemType) => onChange({ problemType })}
        />
      </span>
      <CodeSelect
        list={methods}
        aria-label={t('looks.method')}
        placeholder={t('looks.method')}
        className="look-code"
        value={item.method}
        onChange={(code) => onChange({ method: Method.safeParse(code).data ?? null })}
      />
      <CodeSelect
        list={natures}
        aria-label={t('looks.nature')}
        placeholder={t('looks.nature')}
        className="look-code"
        value={item.nature}
        onChange={(code) => onChange({ nature: Nature.safeParse(code).data ?? null })}
      />
    </div>
  )
}

/** Whether it was found, and in how many of how many. */
function LookOutcome({ idPrefix, item, onChange }: PartProps) {
  return (
    <div className="look-editor-line">
      <ResultChoice
        id={`${idPrefix}-result`}
        value={item.result}
        onChange={(result) => onChange({ result })}
      />
      <LookCounts item={item} onChange={onChange} />
    </div>
  )
}

/** One sentence, and what can be done with the look. */
function LookFoot({ item, onChange, done, onDone, onRemove }: Props) {
  const { t } = useTranslation('visit')
  return (
    <div className="look-editor-line">
      <Input
        aria-label={t('looks.note')}
        placeholder={t('looks.noteHint')}
        className="look-sentence"
        maxLength={2000}
        value={item.note}
        onChange={({ target }) => onChange({ note: target.value })}
      />
      <Button type={onRemove ? 'default' : 'primary'} onClick={onDone}>
        {done} <kbd className="key-cap">Ctrl Enter</kbd>
      </Button>
      {onRemove && <Button onClick={onRemove}>{t('looks.remove')}</Button>}
    </div>
  )
}

function LookCounts({
  item,
  onChange,
}: {
  readonly item: LookItem
  readonly onChange: (change: Partial<LookItem>) => void
}) {
  const { t } = useTranslation('visit')
  const shared = { min: 0, max: 100_000, precision: 0, controls: false, className: 'look-number' }
  return (
    <span className="look-counts">
      {t('looks.lookedLabel')}
      <InputNumber
        {...shared}
        aria-label={t('looks.lookedName')}
        value={item.looked}
        onChange={(looked) => onChange({ looked })}
      />
      {t('looks.foundLabel')}
      <InputNumber
        {...shared}
        aria-label={t('looks.foundName')}
        value={item.foundCount}
        onChange={(foundCount) => onChange({ foundCount })}
      />
    </span>
  )
}
