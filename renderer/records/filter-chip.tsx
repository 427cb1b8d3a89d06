import { CloseOutlined } from '@ant-design/icons'
import { Checkbox, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

type ChipProps = {
  readonly name: string
  /** What is set, in words; null when the filter takes everything. */
  readonly value: ReactNode
  readonly onClear: () => void
  readonly children: ReactNode
}

/** One part of the question of a page: its name, its value, and the control that changes it. */
export function FilterChip({ name, value, onClear, children }: ChipProps) {
  const { t } = useTranslation('visit')
  const [open, setOpen] = useState(false)
  const isSet = value !== null
  return (
    <span className={`filter-chip${isSet ? ' filter-chip-set' : ''}`}>
      <Popover
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        content={
          <div role="dialog" aria-label={name} className="filter-panel">
            {children}
          </div>
        }
      >
        <button type="button" aria-expanded={open} aria-haspopup="dialog">
          <span className="filter-name">{name}</span> {value ?? t('records.any')}
        </button>
      </Popover>
      {isSet && (
        <button
          type="button"
          className="filter-clear"
          aria-label={t('records.clear', { name })}
          title={t('records.clear', { name })}
          onClick={onClear}
        >
          <CloseOutlined />
        </button>
      )}
    </span>
  )
}

export type Option<V extends string> = { readonly value: V; readonly label: string }

/** A chip for several values of a list; none ticked takes everything. */
export function ChoiceChip<V extends string>({
  name,
  options,
  value,
  onChange,
}: {
  readonly name: string
  readonly options: readonly Option<V>[]
  readonly value: readonly V[]
  readonly onChange: (value: V[]) => void
}) {
  const { t } = useTranslation('visit')
  const words = options.filter((each) => value.includes(each.value)).map(({ label }) => label)
  const shown =
    words.length > 2
      ? t('records.several', { first: words[0], count: words.length })
      : words.join(t('common:listComma'))
  return (
    <FilterChip name={name} value={value.length === 0 ? null : shown} onClear={() => onChange([])}>
      <Checkbox.Group
        className="filter-choices"
        options={options.map((each) => ({ ...each }))}
        value={[...value]}
        onChange={onChange}
      />
    </FilterChip>
  )
}
