import { Button, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { Resolution, Unknown } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { TypeName, TypeSelect } from '#renderer/problem/type-select.tsx'
import { UnitName, UnitPicker } from '#renderer/ui/unit-picker.tsx'

type Props = {
  readonly of: 'units' | 'types'
  readonly unknown: Unknown
  readonly chosen: Resolution | undefined
  readonly onChange: (resolution: Resolution) => void
}

/** One name that stands for nothing known: take one that is, make it, or leave its rows out. */
export function NameRow({ of, unknown, chosen, onChange }: Props) {
  const { t } = useTranslation('intake')
  const name = unknown.name === '' ? t('names.empty') : unknown.name
  const used = chosen?.action === 'use' ? chosen.id : undefined
  const isRemembered = used !== undefined && used === unknown.remembered
  const isOther = used !== undefined && !unknown.suggestions.some(({ id }) => id === used)
  return (
    <li className={`intake-name${chosen ? '' : ' intake-name-open'}`}>
      <span className="intake-name-text" title={name}>
        {name}
      </span>
      <span className="note">
        {t('names.where', {
          count: unknown.rows,
          rows: formatCount(unknown.rows),
          first: unknown.firstRow,
        })}
        {isRemembered && <span className="intake-remembered">{t('names.remembered')}</span>}
      </span>
      <span className="intake-options" role="group" aria-label={t('names.means', { name })}>
        {unknown.suggestions.map(({ id, name: known, path }) => (
          <Option key={id} isChosen={id === used} onChoose={() => onChange({ action: 'use', id })}>
            {known} {path !== '' && <span className="note">{path}</span>}
          </Option>
        ))}
        {isOther && (
          <Option isChosen onChoose={() => onChange({ action: 'use', id: used })}>
            {of === 'units' ? <UnitName id={used} /> : <TypeName id={used} />}
          </Option>
        )}
        <OtherChoice of={of} name={name} onPick={(id) => onChange({ action: 'use', id })} />
        <Option
          isChosen={chosen?.action === 'create'}
          onChoose={() => onChange({ action: 'create' })}
        >
          {t(`names.create.${of}`)}
        </Option>
        <Option isChosen={chosen?.action === 'skip'} onChoose={() => onChange({ action: 'skip' })}>
          {t('names.skip')}
        </Option>
      </span>
    </li>
  )
}

function Option({
  isChosen,
  onChoose,
  children,
}: {
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" className="intake-option" aria-pressed={isChosen} onClick={onChoose}>
      {children}
    </button>
  )
}

/** Any other unit or type, found by typing. */
function OtherChoice({
  of,
  name,
  onPick,
}: {
  readonly of: 'units' | 'types'
  readonly name: string
  readonly onPick: (id: string) => void
}) {
  const { t } = useTranslation('intake')
  const [open, setOpen] = useState(false)
  function pick(id: string | null) {
    if (id === null) return
    onPick(id)
    setOpen(false)
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <div role="dialog" aria-label={t('names.means', { name })} className="intake-other">
          {of === 'units' ? (
            <UnitPicker aria-label={t('names.other.units')} onChange={pick} />
          ) : (
            <TypeSelect aria-label={t('names.other.types')} value={null} onChange={pick} />
          )}
        </div>
      }
    >
      <Button size="small" aria-haspopup="dialog" aria-expanded={open}>
        {t(`names.other.${of}`)}
      </Button>
    </Popover>
  )
}
